from django.urls import path

from tradepost.doors.office.parts.views import list_view
from tradepost.doors.office.reports import views
from tradepost.doors.office.reports.books import ENTRIES
from tradepost.doors.office.reports.table import report_view

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/entries/", list_view(ENTRIES), name="entries"),
    *(
        path(f"reports/{report.name.replace('_', '-')}/", report_view(report), name=report.name)
        for report in views.ALL
    ),
]
