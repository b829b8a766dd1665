"""The columns of the tables on an item's page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.listing import NONE
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import days, leading
from tradepost.doors.office.parts.moved import AFTER, DOCUMENT, MOVE_WORDS
from tradepost.doors.office.parts.stocked import NARROW, position_url
from tradepost.doors.office.parts.with_tax import with_tax_word
from tradepost.render.screens.columns import DAYS, Column


def _whose(row: Any) -> str:
    """The supplier whose goods lie there; "" where they are ours."""
    return _("of %s") % row.warehouse.supplier.party.name if row.of_supplier else ""


POSITIONS = (
    Column("warehouse.code", gettext_lazy("Warehouse"), "code", link=position_url, note=_whose),
    *NARROW,
)


def shelf_columns(item_id: UUID) -> tuple[Column, ...]:
    """Where it lies, and the moves that made each figure; what is set aside leads to who gets it."""

    def moves(row: Any) -> str:
        asked = {"item": item_id, "place": row.place_id, "lot": row.lot_id or NONE}
        return f"{address('moves')}?{urlencode(asked)}"

    def set_aside(row: Any) -> str:
        asked = {"item": item_id, "warehouse": row.warehouse_id, "reserved": "yes"}
        return f"{address('wanted')}?{urlencode(asked)}" if row.reserved else ""

    links = {"on_hand": moves, "reserved": set_aside}
    return tuple(replace(one, link=links[one.key]) if one.key in links else one for one in SHELVES)


SHELVES = (
    Column("place_code", gettext_lazy("Place"), "code", link=lambda row: address("place", row.place_id)),
    Column("warehouse", gettext_lazy("Warehouse"), "code", priority=2),
    Column(
        "lot_code",
        gettext_lazy("Lot"),
        "code",
        link=lambda row: address("lot", row.lot_id) if row.lot_id else "",
    ),
    Column("expires_on", gettext_lazy("Expires"), "day"),
    Column("on_hand", gettext_lazy("On hand"), "quantity"),
    Column("reserved", gettext_lazy("Set aside"), "quantity", priority=2),
)
DEMANDS = (
    Column("order_number", gettext_lazy("Order"), "code", link=lambda row: address("order", row.order_id)),
    Column("customer_name", gettext_lazy("Customer")),
    Column("needed_on", gettext_lazy("Needed"), "day"),
    Column("quantity", gettext_lazy("Open"), "quantity"),
    Column("stock", gettext_lazy("From stock"), "quantity", priority=2),
    Column("supply", gettext_lazy("From supply"), "quantity", priority=2),
    Column(
        "backordered",
        gettext_lazy("Backordered"),
        "quantity",
        tone=lambda row: "bad" if row.backordered else "",
    ),
    Column("reserved", gettext_lazy("Being picked"), "quantity", priority=3),
)
SUPPLIES = (
    Column(
        "number",
        gettext_lazy("Brought by"),
        "code",
        link=lambda row: address(row.document, row.document_id),
    ),
    Column("from_whom", gettext_lazy("From")),
    Column("state", gettext_lazy("State"), "state", priority=2),
    Column("expected_on", gettext_lazy("Expected"), "day"),
    Column("quantity", gettext_lazy("To come"), "quantity"),
    Column("free", gettext_lazy("Not promised"), "quantity", priority=2),
)
PRICES = (
    Column(
        "price_list.name",
        gettext_lazy("Price list"),
        link=lambda row: address("price_list", row.price_list_id),
    ),
    Column("unit", gettext_lazy("Per"), value=lambda row: row.unit or row.item.base_unit),
    Column("minimum_quantity", gettext_lazy("From"), "quantity"),
    Column(
        "amount",
        gettext_lazy("Price"),
        "price",
        currency="price_list.currency",
        note=lambda row: with_tax_word(includes_tax=row.includes_tax),
    ),
    Column("valid_from", gettext_lazy("From day"), "day", priority=2),
    Column("valid_until", gettext_lazy("Before day"), "day", priority=2),
)
OFFERS = (
    Column("supplier_name", gettext_lazy("Supplier"), link=lambda row: address("supplier", row.supplier_id)),
    Column("supplier_sku", gettext_lazy("Their number"), "code"),
    Column("price", gettext_lazy("Price"), "price", note=lambda row: row.unit),
    Column("minimum_quantity", gettext_lazy("At least"), "quantity", priority=2),
    Column("lead_days", gettext_lazy("Lead time"), "quantity", unit=DAYS, priority=2),
    Column("preferred", gettext_lazy("Preferred"), "flag", priority=3),
)
UNITS = (
    Column("name", gettext_lazy("Unit")),
    Column("numerator", gettext_lazy("Holds"), "quantity"),
    Column("gtin", gettext_lazy("Barcode"), "code"),
    Column("is_case", gettext_lazy("Case"), "flag", priority=2),
)
CODES = (
    Column("code", gettext_lazy("Code"), "code"),
    Column("kind", gettext_lazy("Kind"), value=lambda row: KIND_WORDS.get(row.kind, row.kind)),
    Column("unit", gettext_lazy("Stands for")),
)
KIND_WORDS: Mapping[str, str | Promise] = {
    "gtin": gettext_lazy("Barcode"),
    "own": gettext_lazy("our own"),
    "customer": gettext_lazy("a customer’s"),
    "supplier": gettext_lazy("a supplier’s"),
}
MOVES = (
    Column("at", gettext_lazy("When"), "moment"),
    Column(
        "posting.kind",
        gettext_lazy("Why"),
        value=lambda row: MOVE_WORDS.get(row.posting.kind, row.posting.kind),
        note=lambda row: row.posting.reason,
    ),
    DOCUMENT,
    Column("from_place.code", gettext_lazy("From"), "code", priority=2),
    Column("to_place.code", gettext_lazy("To"), "code", priority=2),
    Column(
        "lot.code",
        gettext_lazy("Lot"),
        "code",
        link=lambda row: address("lot", row.lot_id) if row.lot_id else "",
        priority=3,
    ),
    Column("quantity", gettext_lazy("Quantity"), "quantity"),
    AFTER,
)


def sales_columns(by: By, item_id: UUID, since: date, until: date) -> tuple[Column, ...]:
    """What was sold in each month, from one day to another; each figure leads to its lines."""
    lead, base = leading(by, "sold_lines", "reports.read"), f"={settings.BASE_CURRENCY}"

    def lines(row: Any) -> str:
        first = date.fromisoformat(f"{row.label}-01")
        after = (first + timedelta(days=31)).replace(day=1)
        return lead(item=item_id, day=days(max(first, since), min(after, until)))

    return (
        Column("label", _("Month")),
        Column("quantity", _("Sold"), "quantity", link=lines),
        Column("net", _("Net"), "money", currency=base, link=lines),
        Column("margin", _("Margin"), "money", currency=base, priority=2, link=lines),
    )
