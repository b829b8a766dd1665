from django.urls import path
from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.find import FINDERS, Finder
from tradepost.doors.office.inventory import (
    counting,
    lots,
    opening,
    places,
    positions,
    shortages,
    usage,
    views,
    wanted,
    warehouses,
    words,
    zones,
)
from tradepost.doors.office.parts.views import list_view

__all__ = ["urlpatterns", "words"]

urlpatterns = [
    path("stock/", views.stock, name="stock"),
    path("stock/moves/", views.moves, name="moves"),
    path("stock/layers/", views.cost_layers, name="cost_layers"),
    path("stock/shelves/", views.shelves, name="shelves"),
    path("stock/positions/<uuid:item_id>/<uuid:warehouse_id>/", positions.position, name="position"),
    path("stock/supply/", views.supplies, name="supplies"),
    path("stock/wanted/", list_view(wanted.WANTED), name="wanted"),
    path("stock/of/", wanted.rows_of_figure, name="stock_rows"),
    path("stock/count/", counting.count, name="stock_count"),
    path("stock/move/", counting.move, name="stock_move"),
    path("stock/shortages/", shortages.shortages, name="shortages"),
    path("stock/shortages/<uuid:warehouse_id>/<uuid:item_id>/", shortages.shortage, name="shortage"),
    path(
        "stock/shortages/<uuid:warehouse_id>/<uuid:item_id>/apply/",
        shortages.shortage_apply,
        name="shortage_apply",
    ),
    path(
        "stock/shortages/<uuid:warehouse_id>/<uuid:item_id>/give/",
        shortages.shortage_give,
        name="shortage_give",
    ),
    path("lots/", views.lots, name="lots"),
    path("lots/deliveries/", views.lot_deliveries, name="lot_deliveries"),
    path("lots/<uuid:pk>/", lots.lot, name="lot"),
    path("lots/<uuid:pk>/quarantine/", lots.lot_quarantine, name="lot_quarantine"),
    path("lots/<uuid:pk>/recall/", lots.lot_recall, name="lot_recall"),
    path("lots/<uuid:pk>/release/", lots.lot_release, name="lot_release"),
    path("lots/<uuid:pk>/edit/", lots.lot_edit, name="lot_edit"),
    path("stock/opening/", opening.opening, name="opening_stock"),
    path("stock/opening/preview/", opening.preview, name="opening_stock_preview"),
    path("stock/opening/submit/", opening.submit, name="opening_stock_submit"),
    path("warehouses/", warehouses.warehouses, name="warehouses"),
    path("warehouses/new/", warehouses.warehouse_new, name="warehouse_new"),
    path("warehouses/lookup/", warehouses.warehouse_lookup, name="warehouse_lookup"),
    path("warehouses/<uuid:pk>/", warehouses.warehouse, name="warehouse"),
    path("warehouses/<uuid:pk>/edit/", warehouses.warehouse_edit, name="warehouse_edit"),
    path("warehouses/<uuid:pk>/usage/", usage.usage, name="usage"),
    path("warehouses/<uuid:pk>/usage/preview/", usage.preview, name="usage_preview"),
    path("warehouses/<uuid:pk>/usage/submit/", usage.submit, name="usage_submit"),
    path("warehouses/<uuid:pk>/plan/", zones.plan, name="plan"),
    path("warehouses/<uuid:pk>/zones/new/", zones.zone_new, name="zone_new"),
    path("warehouses/<uuid:pk>/places/new/", places.places_new, name="places_new"),
    path("warehouses/<uuid:pk>/places/look/", places.places_look, name="places_look"),
    path("warehouses/<uuid:pk>/places/lookup/", places.place_lookup, name="place_lookup"),
    path("places/", views.places, name="places"),
    path("places/labels/", places.place_labels, name="place_labels"),
    path("places/labels.pdf", places.place_labels_pdf, name="place_labels_pdf"),
    path("places/<uuid:pk>/", places.place, name="place"),
    path("places/<uuid:pk>/edit/", places.place_edit, name="place_edit"),
    path("places/<uuid:pk>/close/", places.place_close, name="place_close"),
    path("places/<uuid:pk>/reopen/", places.place_reopen, name="place_reopen"),
    path("places/<uuid:pk>/fix/", places.bin_fix, name="bin_fix"),
    path("places/<uuid:pk>/free/", places.bin_free, name="bin_free"),
    path("zones/<uuid:pk>/", zones.zone, name="zone"),
    path("zones/<uuid:pk>/edit/", zones.zone_edit, name="zone_edit"),
    path("zones/<uuid:pk>/places/", zones.zone_places, name="zone_places"),
    path("stock/put-away/", views.put_away, name="put_away"),
    path("stock/fixed-bins/", views.fixed_bins, name="fixed_bins"),
]

FINDERS.append(
    Finder(
        "lot",
        _("Lot or serial number"),
        inventory_queries.LOTS,
        "code",
        ("item__sku", "item__name", "supplier_code"),
        may="inventory.read",
        numbered=False,
        by_number=True,
    )
)
