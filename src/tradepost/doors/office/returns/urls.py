from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.returns import queries as returns_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.sheet import sheet_urls
from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.returns import sheets, views
from tradepost.doors.office.returns.screens import RETURNS

urlpatterns = [
    path("returns/", list_view(RETURNS), name="returns"),
    path("returns/<uuid:pk>/", views.customer_return, name="return"),
    path("returns/<uuid:pk>/slip.pdf", views.return_pdf, name="return_pdf"),
    path("returns/<uuid:pk>/authorise/", views.return_authorise, name="return_authorise"),
    path("returns/<uuid:pk>/reject/", views.return_reject, name="return_reject"),
    path("returns/<uuid:pk>/settle/", views.return_settle, name="return_settle"),
    *[pattern for sheet in sheets.SHEETS for pattern in sheet_urls(sheet)],
]

FINDERS.append(
    Finder(
        "return",
        _("Return"),
        returns_queries.RETURNS,
        "number",
        ("order__customer_name", "reason"),
        may="returns.read",
        by_number=True,
    )
)
