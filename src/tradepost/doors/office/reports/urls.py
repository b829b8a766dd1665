from django.urls import path

from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.reports import views
from tradepost.doors.office.reports.books import ENTRIES, POSTINGS
from tradepost.doors.office.reports.lines import ORDERED_LINES, sold_lines
from tradepost.doors.office.reports.table import report_view
from tradepost.doors.office.reports.turnover import turnover

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/entries/", list_view(ENTRIES), name="entries"),
    path("reports/postings/", list_view(POSTINGS), name="postings"),
    path("reports/invoiced-lines/", list_view(sold_lines, "reports.read"), name="sold_lines"),
    path("reports/ordered-lines/", list_view(ORDERED_LINES), name="ordered_lines"),
    path("reports/turnover/", list_view(turnover, "reports.read"), name="turnover"),
    *(
        path(f"reports/{report.name.replace('_', '-')}/", report_view(report), name=report.name)
        for report in views.ALL
    ),
]
