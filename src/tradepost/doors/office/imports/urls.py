from django.urls import path

from tradepost.doors.office.imports import import_page, views
from tradepost.doors.office.imports.screens import IMPORTS
from tradepost.doors.office.parts.views import list_view

urlpatterns = [
    path("import/", views.new, name="import_new"),
    path("import/example/", views.example, name="import_example"),
    path("import/all/", list_view(IMPORTS), name="imports"),
    path("import/<uuid:pk>/", views.one, name="import"),
    path("import/<uuid:pk>/preview/", views.preview, name="import_preview"),
    path("import/<uuid:pk>/check/", views.check, name="import_check"),
    path("import/<uuid:pk>/begin/", views.begin, name="import_begin"),
    path("import/<uuid:pk>/undo/", import_page.undo, name="import_undo"),
    path("import/<uuid:pk>/take-back/", views.take_back, name="import_take_back"),
    path("import/<uuid:pk>/discard/", views.discard, name="import_discard"),
    path("import/<uuid:pk>/refused/", views.refused, name="import_refused"),
]
