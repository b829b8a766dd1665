from django.urls import path

from tradepost.doors.office.start import views

urlpatterns = [
    path("first-day/", views.start, name="first_day"),
    path("first-day/dismiss/", views.dismiss, name="first_day_dismiss"),
    path("first-day/examples/in/", views.examples_in, name="examples_in"),
    path("first-day/examples/out/", views.examples_out, name="examples_out"),
]
