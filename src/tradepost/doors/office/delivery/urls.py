from django.urls import path

from tradepost.doors.office.delivery import screens, views, words
from tradepost.doors.office.parts.views import list_view

__all__ = ["urlpatterns", "words"]
CALENDAR, CARRIER = "calendars/<uuid:pk>/", "carriers/<uuid:pk>/"

urlpatterns = [
    path("calendars/", views.calendars, name="calendars"),
    path(CALENDAR, views.calendar, name="calendar"),
    path(f"{CALENDAR}keep/", views.calendar_keep, name="calendar_keep"),
    path(f"{CALENDAR}close/", views.calendar_close, name="calendar_close"),
    path(f"{CALENDAR}open/<uuid:closed_id>/", views.calendar_open, name="calendar_open"),
    path(f"{CALENDAR}remove/", views.calendar_remove, name="calendar_remove"),
    path("carriers/", views.carriers, name="carriers"),
    path("carriers/transit/", list_view(screens.TRANSITS), name="transits"),
    path(CARRIER, views.carrier, name="carrier"),
    path(f"{CARRIER}keep/", views.carrier_keep, name="carrier_keep"),
    path(f"{CARRIER}end/", views.carrier_end, name="carrier_end"),
    path(f"{CARRIER}transit/", views.transit_keep, name="transit_keep"),
    path(f"{CARRIER}transit/<uuid:transit_id>/end/", views.transit_end, name="transit_end"),
    path("warehouses/<uuid:pk>/days/", views.warehouse_days, name="warehouse_days"),
]
