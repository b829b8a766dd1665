"""The list of items."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.doors.office.parts.addresses import address, later
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset


def category_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the categories chosen in a filter."""
    return {str(row.pk): row.name for row in catalog_queries.categories() if str(row.pk) in values}


def brand_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the brands chosen in a filter."""
    return catalog_queries.brand_names(values)


def with_stock_and_price(by: By, rows: list[Any]) -> list[Any]:
    """Beside each item its stock and list price, in two statements."""
    ids: list[UUID] = [row.pk for row in rows]
    may_stock = access_queries.may(by, "inventory.read")
    stock = inventory_queries.totals_of(by, ids) if may_stock else {}
    today = timezone.localtime(by.now).date()
    may_price = access_queries.may(by, "pricing.read")
    prices = pricing_queries.list_prices(ids, settings.BASE_CURRENCY, on=today) if may_price else {}
    for row in rows:
        row.stock, row.price = stock.get(row.pk), prices.get(row.pk)
    return rows


def _short(row: Any) -> str:
    return "bad" if row.stock is not None and row.stock.backordered else ""


def _nothing(row: Any) -> str:
    return "" if row.stock is not None and row.stock.incoming else "quiet"


ITEMS = ListScreen(
    name="items",
    title=_("Items"),
    noun=_("items"),
    listing=catalog_queries.ITEMS,
    may="catalog.read",
    search_hint=_("SKU, name, barcode"),
    decorate=with_stock_and_price,
    columns=(
        Column("sku", _("Item"), "code", link=lambda row: address("item", row.pk), sort="sku"),
        Column("name", _("Name"), sort="name"),
        Column("state", _("State"), "state"),
        Column("category.name", _("Category"), priority=3),
        Column("brand.name", _("Brand"), priority=3),
        Column("stock.on_hand", _("On hand"), "quantity", unit="base_unit", priority=2),
        Column("stock.available", _("Available"), "quantity", unit="base_unit", tone=_short),
        Column("stock.incoming", _("Incoming"), "quantity", unit="base_unit", priority=3, tone=_nothing),
        Column("price.amount", _("List price"), "price", currency="price.currency"),
        Column(
            "tracking",
            _("Tracking"),
            priority=3,
            value=lambda row: {"lot": _("by lot"), "serial": _("by serial number")}.get(row.tracking, ""),
        ),
    ),
    filters=(
        FilterField("state"),
        FilterField("category", url=later("category_lookup"), text_of=category_names),
        FilterField("brand", url=later("brand_lookup"), text_of=brand_names),
        FilterField(
            "tracking",
            choices=(("none", _("not tracked")), ("lot", _("by lot")), ("serial", _("by serial number"))),
        ),
        FilterField(
            "tax_class", choices=(("standard", _("Standard")), ("reduced", _("Reduced")), ("zero", _("Zero")))
        ),
        FilterField("made"),
    ),
    presets=(
        Preset(_("Active"), "state=active"),
        Preset(_("By lot"), "tracking=lot"),
        Preset(_("Discontinued"), "state=discontinued"),
    ),
    verbs=(
        ListVerb(_("New item"), later("item_new"), "plus", strong=True, may="catalog.create_item"),
        ListVerb(_("Categories"), later("categories"), "folder-tree"),
        ListVerb(_("Brands"), later("brands"), "tags"),
        ListVerb(_("Barcode labels"), later("item_labels"), "scan-barcode", bulk=True),
    ),
    empty=Empty(
        _("No items yet"),
        _("Items are what you sell: an SKU, a name, the unit in which you count them."),
        _("Enter the first item"),
        later("item_new"),
        "package",
    ),
)
