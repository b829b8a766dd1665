"""Lines one by one: what the sales reports add up."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.base.listing import MAX_PAGE
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.catalog.screens import category_names
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER, REP
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, SumField

BASE = settings.BASE_CURRENCY
_FILTERS = (
    FilterField("day"),
    CUSTOMER,
    FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
    FilterField("category", url=later("category_lookup"), text_of=category_names),
    REP,
)
_SUMS = (
    SumField("documents", _("Documents"), "quantity"),
    SumField("quantity", _("Quantity"), "quantity"),
    SumField("net", _("Net"), currency=BASE),
)


def _invoice(row: Any) -> str:
    return address("invoice", row.invoice_id)


def _order(row: Any) -> str:
    return address("order", row.order_id)


def _item(row: Any) -> str:
    """Nowhere, of what is no item."""
    return address("item", row.item_id) if row.item_id else ""


def _line_skus(by: By, ids: Sequence[str]) -> dict[str, str]:
    found = reports_queries.ORDERED_LINES.narrowed(by, {"line": list(ids)})[:MAX_PAGE]
    return {str(line.pk): f"{line.order.number} · {line.sku}" for line in found}


_SOLD = (
    Column("invoice.number", _("Document"), "code", link=_invoice),
    Column("invoice.customer_name", _("Customer")),
    Column("invoice.invoiced_on", _("Invoiced"), "day", sort="day"),
    # What is no item stands there by its words.
    Column(
        "sku",
        _("Item"),
        "code",
        value=lambda row: row.sku or row.name,
        link=_item,
        note=lambda row: row.name if row.sku else "",
        priority=2,
    ),
    Column("sold", _("Quantity"), "quantity", sort="quantity"),
    Column("base_net", _("Net"), "money", currency=f"={BASE}", sort="net"),
)
SOLD_LINES = ListScreen(
    name="sold_lines",
    title=_("Invoiced lines"),
    noun=_("lines"),
    listing=reports_queries.SOLD_LINES,
    may="reports.read",
    columns=_SOLD,
    filters=_FILTERS,
    sums=_SUMS,
    verbs=(ListVerb(_("Sales"), later("sales_report"), "chart-column"),),
    empty=Empty(
        _("Nothing is invoiced yet"), _("Each line of an invoice stands here, credited ones below 0.")
    ),
)
SOLD_LINES_WITH_COST = replace(
    SOLD_LINES,
    columns=(
        *_SOLD,
        Column("cost", _("Cost"), "money", currency=f"={BASE}", priority=3),
        Column("margin", _("Margin"), "money", currency=f"={BASE}", priority=2),
    ),
    sums=(
        *_SUMS,
        SumField("cost", _("Cost"), currency=BASE),
        SumField("margin", _("Margin"), currency=BASE),
    ),
)
ORDERED_LINES = ListScreen(
    name="ordered_lines",
    title=_("Ordered lines"),
    noun=_("lines"),
    listing=reports_queries.ORDERED_LINES,
    may="sales.read",
    columns=(
        Column("order.number", _("Order"), "code", link=_order),
        Column("order.customer_name", _("Customer")),
        Column("order.placed_at", _("Placed"), "moment", sort="day", priority=2),
        Column("sku", _("Item"), "code", link=_item, note=lambda row: row.name, priority=2),
        Column("wanted", _("Ordered"), "quantity", sort="quantity"),
        Column("left_over", _("Open"), "quantity"),
        Column("promised", _("From stock"), "quantity", priority=3),
        Column(
            "backordered", _("Backordered"), "quantity", priority=2,
            tone=lambda row: "bad" if row.backordered else "",
        ),
        Column("open_net", _("Open net"), "money", currency="order.currency", priority=3),
        Column("base_net", _("Net"), "money", currency=f"={BASE}", sort="net"),
    ),
    filters=(
        *_FILTERS,
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("open"),
        ORDER,
        FilterField("line", text_of=_line_skus),
    ),
    sums=(
        *_SUMS,
        SumField("open", _("Open"), "quantity"),
        SumField("promised", _("Promised from stock"), "quantity"),
        SumField("backordered", _("Backordered"), "quantity"),
        SumField("open_net", _("Open net")),
    ),
    verbs=(ListVerb(_("Open orders"), later("open_orders"), "shopping-basket"),),
    empty=Empty(_("Nothing is ordered yet"), _("Each line of a confirmed order stands here.")),
)  # fmt: skip


def sold_lines(by: By) -> ListScreen:
    """Cost and margin only for those who may read them."""
    return SOLD_LINES_WITH_COST if access_queries.may(by, "catalog.read_cost") else SOLD_LINES
