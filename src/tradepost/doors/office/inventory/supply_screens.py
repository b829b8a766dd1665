"""What is on its way, or lies in suppliers' stores: with what brings it."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.order_or_transfer import number_of, with_order_or_transfer
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, SumField


def with_orders(by: By, rows: list[Any]) -> list[Any]:
    """Beside each the purchase order or the transfer that brings it, or the delivery into a supplier's store that it
    lies in, for those who may read it."""
    orders = purchasing_queries.PURCHASE_ORDERS
    rows = with_order_or_transfer(by, rows, "source_id", orders, "purchasing.read")
    others = sorted({row.source_id for row in rows if not row.order and not row.transfer})
    read = others and access_queries.may(by, "purchasing.read")
    stored = purchasing_queries.STORE_DELIVERIES.rows(by).in_bulk(others) if read else {}
    for row in rows:
        row.stored = stored.get(row.source_id)
    return rows


def _brings(row: Any) -> str:
    return row.stored.number if row.stored else number_of(row)


def _brings_url(row: Any) -> str:
    if row.stored:
        return address("store_delivery", row.source_id)
    if row.order:
        return address("purchase_order", row.source_id)
    return address("transfer", row.source_id) if row.transfer else ""


def _from_whom(row: Any) -> str:
    if row.stored:
        return gettext("in the store of %s") % row.stored.supplier_name
    if row.order:
        return row.order.supplier_name
    return row.transfer.from_warehouse.name if row.transfer else ""


SUPPLIES = ListScreen(
    name="supplies",
    title=_("On its way"),
    noun=_("deliveries"),
    listing=inventory_queries.SUPPLIES,
    may="inventory.read",
    search_hint=_("SKU, name"),
    decorate=with_orders,
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku"),
        Column("item.name", _("Name"), priority=2),
        Column("expected_on", _("Expected"), "day", sort="expected"),
        Column(
            "source",
            _("Brought by"),
            "code",
            value=_brings,
            link=_brings_url,
            note=_from_whom,
        ),
        Column("warehouse.code", _("Warehouse"), "code", priority=3),
        Column("quantity", _("To come"), "quantity", unit="item.base_unit"),
        Column("promised", _("Promised"), "quantity", priority=2),
        Column("free", _("Not promised"), "quantity", priority=2),
    ),
    filters=(
        FilterField("expected"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
    ),
    sums=(
        SumField("quantity", _("To come"), "quantity"),
        SumField("promised", _("Promised"), "quantity"),
        SumField("free", _("Not promised"), "quantity"),
    ),
    empty=Empty(
        _("Nothing is on its way"),
        _(
            "What suppliers and other warehouses send stands here until it came, and what lies in suppliers’ stores."
        ),
    ),
)
