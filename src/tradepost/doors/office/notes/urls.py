from django.urls import path

from tradepost.doors.office.notes import files, views

urlpatterns = [
    path("documents/<uuid:pk>/notes/", views.write, name="document_notes"),
    path("documents/<uuid:pk>/people/", views.people, name="document_people"),
    path("documents/<uuid:pk>/files/", files.add, name="document_files"),
    path("notes/<uuid:pk>/edit/", views.edit, name="note_edit"),
    path("notes/<uuid:pk>/remove/", views.remove, name="note_remove"),
    path("notes/<uuid:pk>/restore/", views.restore, name="note_restore"),
    path("notes/<uuid:pk>/earlier/", views.earlier, name="note_earlier"),
    path("files/<uuid:pk>/", files.fetch, name="file"),
    path("files/<uuid:pk>/picture/", files.picture, name="file_picture"),
    path("files/<uuid:pk>/remove/", files.remove, name="file_remove"),
    path("files/<uuid:pk>/restore/", files.restore, name="file_restore"),
    path("for-you/", views.for_you, name="for_you"),
    path("for-you/count/", views.count, name="for_you_count"),
    path("for-you/read/", views.read, name="for_you_read"),
]
