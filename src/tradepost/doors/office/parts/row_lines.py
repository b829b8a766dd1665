"""The lines that open under the row of a document in its list."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Expansion


def _with_currency(lines: Sequence[Any], currency: str) -> list[dict[str, Any]]:
    return [{"line": line, "currency": currency} for line in lines]


def _of_order(by: By, pk: UUID) -> list[dict[str, Any]]:
    order = sales_queries.order(by, pk)
    return _with_currency(sales_queries.lines_with_items(pk), order.currency)


def _of_quote(by: By, pk: UUID) -> list[dict[str, Any]]:
    quote = sales_queries.quote(by, pk)
    return _with_currency(sales_queries.quote_lines(pk), quote.currency)


def _of_purchase_order(by: By, pk: UUID) -> list[dict[str, Any]]:
    order = purchasing_queries.purchase_order(by, pk)
    return _with_currency(purchasing_queries.lines_of(pk), order.currency)


def _of_invoice(by: By, pk: UUID) -> list[dict[str, Any]]:
    invoice = billing_queries.invoice(by, pk)
    return _with_currency(billing_queries.lines_of(pk), invoice.currency)


def _of_shipment(by: By, pk: UUID) -> Sequence[Any]:
    fulfilment_queries.shipment(by, pk)
    return fulfilment_queries.shipment_lines(pk)


_SKU = Column(
    "line.sku", _("Item"), "code",
    link=lambda row: address("item", row["line"].item_id), note=lambda row: row["line"].name,
)  # fmt: skip
_SKU_ALONE = Column("line.sku", _("Item"), "code", note=lambda row: row["line"].name)
_TYPED = Column("line.typed_quantity", _("Quantity"), "quantity", unit="line.unit")
_PRICE = Column("line.unit_price", _("Price"), "price", priority=2)
_NET = Column("line.net", _("Net"), "money")

ORDER_LINES = Expansion(
    (
        _SKU,
        _TYPED,
        Column("line.shipped", _("Shipped"), "quantity", unit="line.item.base_unit", priority=2),
        Column("line.open", _("Open"), "quantity", unit="line.item.base_unit", priority=2),
        Column("line.promised_on", _("Promised"), "day"),
        _PRICE,
        _NET,
    ),
    _of_order,
)
QUOTE_LINES = Expansion((_SKU, _TYPED, _PRICE, _NET), _of_quote)
PURCHASE_LINES = Expansion(
    (
        _SKU,
        _TYPED,
        Column("line.received", _("Received"), "quantity", unit="line.item.base_unit", priority=2),
        Column("line.open", _("To come"), "quantity", unit="line.item.base_unit"),
        Column("line.expected_on", _("Expected"), "day"),
    ),
    _of_purchase_order,
)
PURCHASE_LINES_WITH_COST = Expansion((*PURCHASE_LINES.columns, _PRICE, _NET), _of_purchase_order)
INVOICE_LINES = Expansion(
    (_SKU_ALONE, Column("line.quantity", _("Quantity"), "quantity"), _PRICE, _NET), _of_invoice
)
SHIPMENT_LINES = Expansion(
    (
        Column(
            "order_line.sku", _("Item"), "code",
            link=lambda row: address("item", row.item_id), note=lambda row: row.order_line.name,
        ),
        Column("asked", _("Asked"), "quantity", unit="item.base_unit"),
        Column("picked", _("Picked"), "quantity", unit="item.base_unit"),
        Column("short", _("Short"), "quantity", tone=lambda row: "warn" if row.short else ""),
        Column("shipped", _("Shipped"), "quantity", unit="item.base_unit", priority=2),
    ),
    _of_shipment,
)  # fmt: skip
