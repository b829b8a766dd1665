from django.urls import path

from tradepost.doors.office.design import views

urlpatterns = [
    path("", views.overview, name="design"),
    path("list/", views.sample_list, name="design_list"),
    path("document/", views.sample_document, name="design_document"),
    path("form/", views.sample_form, name="design_form"),
    path("grid/", views.sample_grid, name="design_grid"),
    path("verb/", views.sample_verb, name="design_verb"),
    path("customers/", views.customers, name="design_customers"),
    path("items/", views.items, name="design_items"),
    path("preview/", views.preview, name="design_preview"),
    path("submit/", views.submit, name="design_submit"),
]
