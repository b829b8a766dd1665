from django.urls import path

from tradepost.doors.office.jobs import views
from tradepost.doors.office.jobs.screens import JOBS
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("jobs/", list_view(JOBS), name="jobs"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("jobs/<uuid:pk>/progress/", views.progress, name="job_progress"),
    path("jobs/<uuid:pk>/file/", views.file, name="job_file"),
    path("jobs/<uuid:pk>/cancel/", views.cancel, name="job_cancel"),
]
