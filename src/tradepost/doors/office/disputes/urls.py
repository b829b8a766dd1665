from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.service import queries as service_queries
from tradepost.doors.office.disputes import sheets, views
from tradepost.doors.office.disputes.heads import DISPUTE_HEAD
from tradepost.doors.office.disputes.screens import disputes
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.sheet import sheet_urls
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("disputes/", list_view(disputes, "service.read"), name="disputes"),
    path("disputes/carers/", views.carer_lookup, name="carer_lookup"),
    path("disputes/<uuid:pk>/", views.dispute, name="dispute"),
    path("disputes/<uuid:pk>/letter.pdf", views.dispute_pdf, name="dispute_pdf"),
    path("disputes/<uuid:pk>/head/", head_view(DISPUTE_HEAD), name="dispute_head"),
    path("disputes/<uuid:pk>/ask/", views.dispute_ask, name="dispute_ask"),
    path("disputes/<uuid:pk>/take-up/", views.dispute_take_up, name="dispute_take_up"),
    path("disputes/<uuid:pk>/settle/", views.dispute_settle, name="dispute_settle"),
    path("disputes/<uuid:pk>/reopen/", views.dispute_reopen, name="dispute_reopen"),
    *[pattern for sheet in sheets.SHEETS for pattern in sheet_urls(sheet)],
]

FINDERS.append(
    Finder(
        "dispute",
        _("Dispute"),
        service_queries.DISPUTES,
        "number",
        ("customer_name", "document_number"),
        may="service.read",
        by_number=True,
    )
)
