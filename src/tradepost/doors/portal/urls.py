from django.urls import path

from tradepost.doors.portal import shared

app_name = "portal"
urlpatterns = [
    path("<str:secret>/", shared.offer, name="offer"),
    path("<str:secret>/ask/", shared.ask, name="ask"),
    path("<str:secret>/sign/", shared.sign, name="sign"),
    path("<str:secret>/decline/", shared.decline, name="decline"),
]
