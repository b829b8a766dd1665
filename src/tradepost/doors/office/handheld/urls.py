from django.urls import path

from tradepost.doors.office.handheld import counting, home, moving, packages, putting_away, receiving

COUNT = "handheld/counts/<uuid:pk>/"

urlpatterns = [
    path("handheld/", home.home, name="handheld"),
    path("handheld/put-away/", putting_away.put_away, name="hand_put_away"),
    path("handheld/move/", moving.move, name="hand_move"),
    path("handheld/receive/", receiving.receive, name="hand_receive"),
    path("handheld/receive/purchase-orders/<uuid:pk>/", receiving.receive_order, name="hand_receive_order"),
    path("handheld/receive/packages/<uuid:pk>/", packages.package, name="hand_receive_package"),
    path("handheld/receive/transfers/<uuid:pk>/", receiving.receive_transfer, name="hand_receive_transfer"),
    path("handheld/receive/stores/<uuid:pk>/", receiving.fill_store, name="hand_fill_store"),
    path("handheld/counts/", counting.count, name="hand_count"),
    path(COUNT, counting.count_of, name="hand_count_of"),
    path(f"{COUNT}begin/", counting.begin, name="hand_count_begin"),
    path(f"{COUNT}sheet/", counting.sheet, name="hand_count_sheet"),
    path(f"{COUNT}sheet/lookup/", counting.lookup, name="hand_count_lookup"),
    path(f"{COUNT}sheet/preview/", counting.preview, name="hand_count_preview"),
    path(f"{COUNT}sheet/submit/", counting.submit, name="hand_count_submit"),
]
