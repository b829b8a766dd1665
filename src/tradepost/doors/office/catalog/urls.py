from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.catalog import queries as catalog_queries
from tradepost.doors.office.catalog import brands, categories, kits, labels, substitutes, views, wishes, words
from tradepost.doors.office.catalog.heads import ITEM_HEAD
from tradepost.doors.office.catalog.screens import ITEMS
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.parts.editing import head_view
from tradepost.doors.office.parts.views import list_view

__all__ = ["urlpatterns", "words"]

urlpatterns = [
    path("items/", list_view(ITEMS), name="items"),
    path("items/new/", views.item_new, name="item_new"),
    path("items/lookup/", views.item_lookup, name="stock_item_lookup"),
    path("items/labels/", labels.labels, name="item_labels"),
    path("items/labels.pdf", labels.labels_pdf, name="item_labels_pdf"),
    path("items/<uuid:pk>/", views.item, name="item"),
    path("items/<uuid:pk>/head/", head_view(ITEM_HEAD), name="item_head"),
    path("items/<uuid:pk>/edit/", views.item_edit, name="item_edit"),
    path("items/<uuid:pk>/unit/", views.item_unit, name="item_unit"),
    path("items/<uuid:pk>/code/", views.item_code, name="item_code"),
    path("items/<uuid:pk>/weighing/", views.item_weighing, name="item_weighing"),
    path("items/<uuid:pk>/costing/", views.item_costing, name="item_costing"),
    path("items/<uuid:pk>/instead/", substitutes.item_instead, name="item_instead"),
    path("items/<uuid:pk>/not-instead/", substitutes.item_not_instead, name="item_not_instead"),
    path("items/<uuid:pk>/part/", kits.item_part, name="item_part"),
    path("items/<uuid:pk>/no-part/", kits.item_no_part, name="item_no_part"),
    path("items/<uuid:pk>/when/", wishes.item_when, name="item_when"),
    path("items/<uuid:pk>/labels/", labels.label, name="item_label"),
    path("items/<uuid:pk>/discontinue/", views.item_discontinue, name="item_discontinue"),
    path("items/<uuid:pk>/reactivate/", views.item_reactivate, name="item_reactivate"),
    path("brands/", list_view(brands.BRANDS), name="brands"),
    path("brands/new/", brands.brand_new, name="brand_new"),
    path("brands/lookup/", brands.brand_lookup, name="brand_lookup"),
    path("brands/<uuid:pk>/", brands.brand, name="brand"),
    path("brands/<uuid:pk>/rename/", brands.brand_rename, name="brand_rename"),
    path("brands/<uuid:pk>/remove/", brands.brand_remove, name="brand_remove"),
    path("categories/", categories.categories, name="categories"),
    path("categories/new/", categories.category_new, name="category_new"),
    path("categories/lookup/", categories.category_lookup, name="category_lookup"),
]

FINDERS.append(Finder("item", _("Item"), catalog_queries.ITEMS, "sku", ("name",), may="catalog.read"))
