from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.transfers import queries as transfers_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.transfers import entry, receiving, sending, views, words
from tradepost.doors.office.transfers.screens import DISCREPANCIES, LINES

__all__ = ["urlpatterns", "words"]
TRANSFER = "stock/transfers/<uuid:pk>/"
DISCREPANCY = "stock/transfers/discrepancies/<uuid:pk>/"

urlpatterns = [
    path("stock/transfers/", views.listed, name="transfers"),
    path("stock/transfers/lines/", list_view(LINES), name="transfer_lines"),
    path("stock/transfers/new/", entry.entry, name="transfer_new"),
    path("stock/transfers/new/preview/", entry.preview, name="transfer_preview"),
    path("stock/transfers/new/submit/", entry.submit, name="transfer_submit"),
    path("stock/transfers/discrepancies/", list_view(DISCREPANCIES), name="transfer_discrepancies"),
    path(DISCREPANCY, views.discrepancy, name="transfer_discrepancy"),
    path(f"{DISCREPANCY}settle/", views.settle, name="transfer_discrepancy_settle"),
    path(TRANSFER, views.transfer, name="transfer"),
    path(f"{TRANSFER}pick-list.pdf", views.pick_pdf, name="transfer_pick_pdf"),
    path(f"{TRANSFER}note.pdf", views.note_pdf, name="transfer_note_pdf"),
    path(f"{TRANSFER}edit/", entry.edit, name="transfer_edit"),
    path(f"{TRANSFER}edit/submit/", entry.edit_submit, name="transfer_edit_submit"),
    path(f"{TRANSFER}release/", views.release, name="transfer_release"),
    path(f"{TRANSFER}send/", sending.dispatch, name="transfer_dispatch"),
    path(f"{TRANSFER}send/preview/", sending.preview, name="transfer_dispatch_preview"),
    path(f"{TRANSFER}send/submit/", sending.submit, name="transfer_dispatch_submit"),
    path(f"{TRANSFER}receive/", receiving.receive, name="transfer_receive"),
    path(f"{TRANSFER}receive/lookup/", receiving.lookup, name="transfer_receive_lookup"),
    path(f"{TRANSFER}receive/preview/", receiving.preview, name="transfer_receive_preview"),
    path(f"{TRANSFER}receive/submit/", receiving.submit, name="transfer_receive_submit"),
    path(f"{TRANSFER}finish/", views.finish, name="transfer_finish"),
    path(f"{TRANSFER}delay/", views.delay, name="transfer_delay"),
    path(f"{TRANSFER}cancel/", views.cancel, name="transfer_cancel"),
]

FINDERS.append(
    Finder(
        "transfer",
        _("Transfer"),
        transfers_queries.TRANSFERS,
        "number",
        ("note", "tracking_number"),
        may="transfers.read",
        by_number=True,
    )
)
