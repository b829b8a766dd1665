"""The lists of stock and of what moved."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.catalog.screens import category_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER, SUPPLIER, known_ids
from tradepost.doors.office.parts.moved import AFTER, DOCUMENT, MOVE_WORDS, with_after
from tradepost.doors.office.parts.stocked import (
    BEHIND,
    FIGURES,
    RESERVED,
    SHELVES,
    VALUE,
    way_behind,
    with_contents,
    with_reserved,
)
from tradepost.render.documents.places import PLACE_KINDS
from tradepost.render.screens.columns import IN_FILES, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField

BASE = f"={settings.BASE_CURRENCY}"


def warehouse_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the warehouses chosen in a filter."""
    found = inventory_queries.visible_warehouses(by)
    return {str(one.pk): one.name for one in found if str(one.pk) in values}


def item_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The SKUs of the items chosen in a filter."""
    page = catalog_queries.ITEMS.page(by, filters={"id": list(values)}, limit=50)
    return {str(row.pk): row.sku for row in page.rows}


def lot_codes(by: By, values: Sequence[str]) -> dict[str, str]:
    """The codes of the lots chosen in a filter."""
    return {str(pk): code for pk, code in inventory_queries.lot_codes(known_ids(values)).items()}


def place_codes(by: By, values: Sequence[str]) -> dict[str, str]:
    """The codes of the places chosen in a filter."""
    return {str(one.pk): one.code for one in inventory_queries.places_of(by, known_ids(values))}


def _with_whom(row: Any) -> str:
    """The customer with whom goods lie, or the supplier whose they are; "" where they are ours, with us."""
    return gettext("of %s") % row.supplier_name if row.supplier_name else row.customer_name or ""


_POSITION = (
    Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku"),
    Column("item.name", _("Name"), sort="name"),
    Column("warehouse.code", _("Warehouse"), "code", priority=3, note=_with_whom),
    *(
        replace(column, link=way_behind(column.key)) if column.key in {*BEHIND, "available"} else column
        for column in (FIGURES[0], RESERVED, *FIGURES[1:])
    ),
)

STOCK = ListScreen(
    name="stock",
    title=_("Stock"),
    noun=_("positions"),
    listing=inventory_queries.STOCK,
    decorate=with_reserved,
    may="inventory.read",
    search_hint=_("SKU, name"),
    sums=(
        SumField("items", _("Items"), "quantity"),
        SumField("on_hand", _("On hand"), "quantity"),
        SumField("promised", _("Promised"), "quantity"),
        SumField("available", _("Available"), "quantity"),
        SumField("incoming", _("Incoming"), "quantity"),
        SumField("unsellable", _("Not for sale"), "quantity"),
    ),
    columns=_POSITION,
    filters=(
        FilterField("in_stock", _("In stock")),
        FilterField("lying", _("Lies there")),
        FilterField("available", _("Available")),
        FilterField("backordered", _("Backordered")),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("with_customers", _("With customers")),
        CUSTOMER,
        FilterField("of_suppliers", _("Of suppliers")),
        SUPPLIER,
    ),
    presets=(
        Preset(_("In stock"), "in_stock=yes"),
        Preset(_("Backordered"), "backordered=yes"),
        Preset(_("Sold out"), "in_stock=no"),
        Preset(_("With customers"), "with_customers=yes&lying=yes"),
        Preset(_("Of suppliers"), "of_suppliers=yes&lying=yes"),
    ),
    verbs=(
        ListVerb(_("Count"), later("stock_count"), "clipboard-check", may="corrections.correct_stock"),
        ListVerb(_("Move"), later("stock_move"), "move-right", may="inventory.move_stock"),
        ListVerb(_("Put away"), later("put_away"), "forklift"),
        ListVerb(_("Transfers"), later("transfers"), "truck", may="transfers.read"),
        ListVerb(_("Shortages"), later("shortages"), "scale", may="sales.read"),
        ListVerb(_("Lots"), later("lots"), "layers"),
        ListVerb(_("Stock by place"), later("shelves"), "map-pin"),
        ListVerb(_("Moves"), later("moves"), "history"),
        ListVerb(_("Counts"), later("counts"), "clipboard-list", may="counting.read"),
        ListVerb(_("Corrections"), later("corrections"), "scissors", may="corrections.read"),
        ListVerb(_("Warehouses"), later("warehouses"), "warehouse"),
        ListVerb(
            _("Opening stock"), later("opening_stock"), "package-plus", may="purchasing.take_opening_stock"
        ),
    ),
    empty=Empty(
        _("No stock yet"),
        _("Stock appears here when goods are received, or when you enter what lies there today."),
        _("Enter the opening stock"),
        later("opening_stock"),
        "warehouse",
    ),
)
STOCK_WITH_VALUE = replace(
    STOCK,
    columns=(*_POSITION, replace(VALUE, link=way_behind("value"))),
    sums=(*STOCK.sums, SumField("value", _("Value"), currency=BASE.removeprefix("="))),
)

_HOW = (
    Column("at", _("When"), "moment"),
    Column(
        "posting.kind",
        _("Why"),
        value=lambda row: MOVE_WORDS.get(row.posting.kind, row.posting.kind),
        note=lambda row: row.posting.reason,
    ),
)
MOVES_OF_LOT = (
    *_HOW,
    DOCUMENT,
    Column("quantity", _("Quantity"), "quantity"),
    Column("from_place.code", _("From"), "code"),
    Column("to_place.code", _("To"), "code"),
    Column("to_place.warehouse.code", _("Warehouse"), "code", priority=3),
)
_MOVE = (
    Column(
        "item.sku",
        _("Item"),
        "code",
        link=lambda row: address("item", row.item_id),
        note=lambda row: row.item.name,
    ),
    Column("item.name", _("Name"), priority=IN_FILES),
    Column("at", _("When"), "moment", sort="at"),
    Column(
        "posting.kind",
        _("Why"),
        value=lambda row: MOVE_WORDS.get(row.posting.kind, row.posting.kind),
        note=lambda row: row.posting.reason,
    ),
    Column("quantity", _("Quantity"), "quantity", unit="item.base_unit"),
    Column("from_place.code", _("From"), "code"),
    Column("to_place.code", _("To"), "code"),
    Column(
        "lot.code",
        _("Lot"),
        "code",
        link=lambda row: address("lot", row.lot_id) if row.lot_id else "",
        priority=3,
    ),
    Column("to_place.warehouse.code", _("Warehouse"), "code", priority=3),
    DOCUMENT,
    AFTER,
)

MOVES = ListScreen(
    name="moves",
    title=_("Moves"),
    noun=_("moves"),
    listing=inventory_queries.MOVES,
    may="inventory.read",
    search_hint=_("SKU, name, lot, reason"),
    decorate=with_after,
    columns=_MOVE,
    filters=(
        FilterField("kind", choices=tuple(MOVE_WORDS.items())),
        FilterField("day"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("place", text_of=place_codes),
        FilterField("lot", text_of=lot_codes),
        FilterField("of_suppliers", _("Of suppliers")),
        SUPPLIER,
        FilterField("posting", text_of=lambda by, values: dict.fromkeys(values, gettext("one posting"))),
    ),
    sums=(
        SumField("on_hand", _("On hand"), "quantity"),
        SumField("unsellable", _("Not for sale"), "quantity"),
        SumField("lying", _("With what is not for sale"), "quantity"),
    ),
    presets=(
        Preset(_("Corrections"), "kind=adjustment&kind=count"),
        Preset(_("Receipts"), "kind=receipt"),
        Preset(_("Shipments"), "kind=shipment"),
    ),
    verbs=(ListVerb(_("Stock"), later("stock"), "warehouse"),),
    empty=Empty(
        _("Nothing moved yet"), _("Every receipt, shipment and correction is kept here."), icon="history"
    ),
)
MOVES_WITH_VALUE = replace(
    MOVES,
    columns=(
        *_MOVE,
        Column("value", _("Value"), "money", currency=BASE, priority=2),
        Column("after.value", _("Worth then"), "money", currency=BASE, priority=IN_FILES),
    ),
    sums=(*MOVES.sums, SumField("value", _("Value"), currency=BASE.removeprefix("="))),
)


def zone_url(row: Any) -> str:
    """The page of a place's zone."""
    return address("zone", row.zone_id) if row.zone_id else ""


def zone_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the zones chosen in a filter."""
    found = inventory_queries.ZONES.rows(by).in_bulk(known_ids(values))
    return {str(pk): one.name for pk, one in found.items()}


SHELVES_OF_STOCK = ListScreen(
    name="shelves",
    title=_("Stock by place"),
    noun=_("shelves"),
    listing=inventory_queries.BALANCES,
    may="inventory.read",
    search_hint=_("Place, SKU, name, lot"),
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku",
               note=lambda row: row.item.name),
        *SHELVES,
    ),
    filters=(
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("kind", choices=tuple(PLACE_KINDS.items())),
        FilterField("for_sale"),
        FilterField("reserved"),
        FilterField("expires", _("Last day")),
        FilterField("lot", text_of=lot_codes),
        FilterField("place", text_of=place_codes),
        FilterField("with_customers", _("With customers")),
        CUSTOMER,
        FilterField("of_suppliers", _("Of suppliers")),
        SUPPLIER,
    ),
    sums=(
        SumField("items", _("Items"), "quantity"),
        SumField("on_hand", _("On hand"), "quantity"),
        SumField("reserved", _("Set aside"), "quantity"),
        SumField("free", _("Not set aside"), "quantity"),
    ),
    presets=(
        Preset(_("Set aside"), "reserved=yes"),
        Preset(_("Quarantine"), "kind=quarantine"),
        Preset(_("Not for sale"), "for_sale=no"),
    ),
    verbs=(ListVerb(_("Stock"), later("stock"), "warehouse"),),
    empty=Empty(
        _("Nothing lies there"), _("Every place, item and lot with something on it stands here."), icon="map-pin"
    ),
)  # fmt: skip

PLACES = ListScreen(
    name="places",
    title=_("Places"),
    noun=_("places"),
    listing=inventory_queries.PLACES,
    may="inventory.read",
    search_hint=_("Code"),
    decorate=with_contents,
    columns=(
        Column("code", _("Place"), "code", link=lambda row: address("place", row.pk), sort="code"),
        Column(
            "kind",
            _("Kind"),
            value=lambda row: PLACE_KINDS.get(row.kind, row.kind),
            note=lambda row: _("Closed") if row.closed_at else "",
        ),
        Column("zone.name", _("Zone"), link=zone_url, priority=2),
        Column(
            "warehouse.code", _("Warehouse"), "code", link=lambda row: address("warehouse", row.warehouse_id)
        ),
        Column("pick_sequence", _("Picking walk"), "number", priority=2, sort="walk"),
        Column("contents.items", _("Items there"), "number"),
        Column("contents.lots", _("Lots there"), "number", priority=3),
    ),
    filters=(
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("kind", choices=tuple(PLACE_KINDS.items())),
        FilterField("zone", text_of=zone_names),
        FilterField("aisle", _("Aisle")),
        FilterField("empty"),
        FilterField("closed", _("Closed")),
    ),
    presets=(Preset(_("Empty bins"), "kind=bin&empty=yes&closed=no"), Preset(_("Closed"), "closed=yes")),
    verbs=(
        ListVerb(_("Labels"), later("place_labels"), "scan-barcode", bulk=True),
        ListVerb(_("Fixed bins"), later("fixed_bins"), "pin"),
    ),
    empty=Empty(
        _("No places yet"),
        _("A warehouse has its places: on its page, hundreds of bins are made in one go."),
        _("Warehouses"),
        later("warehouses"),
        "map-pin",
    ),
)
