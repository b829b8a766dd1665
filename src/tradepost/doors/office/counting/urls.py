from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.counting import queries as counting_queries
from tradepost.doors.office.counting import sheets, views, words
from tradepost.doors.office.counting.screens import COUNTS, ENTRIES
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.views import list_view

__all__ = ["urlpatterns", "words"]
COUNT = "stock/counts/<uuid:pk>/"

urlpatterns = [
    path("stock/counts/", list_view(COUNTS), name="counts"),
    path("stock/counts/new/", views.count_new, name="count_new"),
    path("stock/counts/entries/", list_view(ENTRIES), name="count_entries"),
    path("stock/counts/lines/", views.count_lines, name="count_lines"),
    path(COUNT, views.count, name="count"),
    path(f"{COUNT}sheet.pdf", views.count_pdf, name="count_pdf"),
    path(f"{COUNT}start/", views.count_start, name="count_start"),
    path(f"{COUNT}finish/", views.count_finish, name="count_finish"),
    path(f"{COUNT}reopen/", views.count_reopen, name="count_reopen"),
    path(f"{COUNT}post/", views.count_post, name="count_post"),
    path(f"{COUNT}cancel/", views.count_cancel, name="count_cancel"),
    path(f"{COUNT}sheet/", sheets.count_sheet, name="count_sheet"),
    path(f"{COUNT}sheet/lookup/", sheets.count_sheet_lookup, name="count_sheet_lookup"),
    path(f"{COUNT}sheet/preview/", sheets.count_sheet_preview, name="count_sheet_preview"),
    path(f"{COUNT}sheet/submit/", sheets.count_sheet_submit, name="count_sheet_submit"),
    path(f"{COUNT}found/", sheets.count_found, name="count_found"),
    path(f"{COUNT}found/preview/", sheets.count_found_preview, name="count_found_preview"),
    path(f"{COUNT}found/submit/", sheets.count_found_submit, name="count_found_submit"),
]

FINDERS.append(
    Finder(
        "count",
        _("Count"),
        counting_queries.COUNTS,
        "number",
        ("zone", "note"),
        may="counting.read",
        by_number=True,
    )
)
