from django.urls import path

from tradepost.doors.office.handheld import home, moving, putting_away

urlpatterns = [
    path("handheld/", home.home, name="handheld"),
    path("handheld/put-away/", putting_away.put_away, name="hand_put_away"),
    path("handheld/move/", moving.move, name="hand_move"),
]
