from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.corrections import queries as corrections_queries
from tradepost.doors.office.corrections import views, words
from tradepost.doors.office.find import FINDERS, Finder

__all__ = ["urlpatterns", "words"]
CORRECTION = "stock/corrections/<uuid:pk>/"

urlpatterns = [
    path("stock/scrap/", views.scrap, name="stock_scrap"),
    path("stock/give-away/", views.give_away, name="stock_give_away"),
    path("stock/found/", views.find, name="stock_find"),
    path("stock/corrections/", views.corrections_list, name="corrections"),
    path("stock/corrections/lines/", views.correction_lines, name="correction_lines"),
    path("stock/corrections/reasons/", views.correction_reasons, name="correction_reasons"),
    path("stock/corrections/reasons/keep/", views.correction_reason_keep, name="correction_reason_keep"),
    path(CORRECTION, views.correction, name="correction"),
    path(f"{CORRECTION}approve/", views.correction_approve, name="correction_approve"),
    path(f"{CORRECTION}decline/", views.correction_decline, name="correction_decline"),
]

FINDERS.append(
    Finder(
        "correction",
        _("Correction"),
        corrections_queries.CORRECTIONS,
        "number",
        ("reason_name", "note"),
        may="corrections.read",
        by_number=True,
    )
)
