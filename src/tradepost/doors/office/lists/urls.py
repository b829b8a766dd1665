from django.urls import path

from tradepost.doors.office.lists import bulk, exporting, views

urlpatterns = [
    path("lists/view/save/", views.save, name="list_view_save"),
    path("lists/view/change/", views.change, name="list_view_change"),
    path("lists/view/delete/", views.delete, name="list_view_delete"),
    path("lists/opens-with/", views.opens_with, name="list_opens_with"),
    path("lists/columns/", views.columns, name="list_columns"),
    path("lists/seen/", views.seen, name="list_seen"),
    path("lists/bulk/", bulk.preview, name="list_bulk"),
    path("lists/bulk/do/", bulk.do, name="list_bulk_do"),
    path("lists/export/", exporting.export, name="list_export"),
]
