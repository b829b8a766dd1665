from django.urls import path

from tradepost.doors.office.start import views

urlpatterns = [
    path("start/", views.start, name="start"),
    path("start/dismiss/", views.dismiss, name="start_dismiss"),
    path("start/examples/in/", views.examples_in, name="examples_in"),
    path("start/examples/out/", views.examples_out, name="examples_out"),
]
