"""Who wants what of stock: the rows behind reserved, promised and backordered; the way from a figure to its rows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS, STORE_DELIVERIES
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import known_ids
from tradepost.doors.office.parts.order_or_transfer import number_of, with_order_or_transfer
from tradepost.doors.office.parts.stocked import BEHIND, behind, position_url, quiet_zero
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField


def with_documents(by: By, rows: list[Any]) -> list[Any]:
    """Beside each the order or transfer that wants it, for those who may read it."""
    return with_order_or_transfer(by, rows, "document_id", sales_queries.ORDERS, "sales.read")


def _document_url(row: Any) -> str:
    if row.order:
        return address("order", row.document_id)
    return address("transfer", row.document_id) if row.transfer else ""


def _for_whom(row: Any) -> str:
    if row.order:
        return row.order.customer_name
    return row.transfer.to_warehouse.name if row.transfer else ""


def source_numbers(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The numbers of the purchase orders, transfers and deliveries into stores that an address names."""
    known, found = known_ids(ids), {}
    if access_queries.may(by, "purchasing.read"):
        found |= PURCHASE_ORDERS.rows(by).in_bulk(known)
        found |= STORE_DELIVERIES.rows(by).in_bulk(known)
    if access_queries.may(by, "transfers.read"):
        found |= transfers_queries.transfers_of(by, known)
    return {str(pk): row.number for pk, row in found.items()}


WANTED = ListScreen(
    name="wanted",
    title=_("Wanted of stock"),
    noun=_("lines"),
    listing=reports_queries.WANTED,
    may="inventory.read",
    search_hint=_("SKU, name"),
    decorate=with_documents,
    columns=(
        Column("item.sku", _("Item"), "code", link=lambda row: address("item", row.item_id), sort="sku"),
        Column("item.name", _("Name"), priority=3),
        Column("document", _("For"), "code", value=number_of, link=_document_url, note=_for_whom),
        Column("warehouse.code", _("Warehouse"), "code", priority=3),
        Column("needed_on", _("Needed"), "day", sort="needed"),
        Column("quantity", _("Wanted"), "quantity", unit="item.base_unit", sort="quantity"),
        Column("promised_stock", _("From stock"), "quantity", tone=quiet_zero("promised_stock")),
        Column("reserved", _("Set aside"), "quantity", tone=quiet_zero("reserved"), priority=2),
        Column("promised_supply", _("From supply"), "quantity", tone=quiet_zero("promised_supply"), priority=2),
        Column("backordered", _("Backordered"), "quantity", tone=lambda row: "bad" if row.backordered else "quiet"),
    ),
    filters=(
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("source", text_of=source_numbers),
        FilterField("promised"),
        FilterField("reserved"),
        FilterField("supplied"),
        FilterField("backordered"),
        FilterField("needed"),
    ),
    sums=(
        SumField("quantity", _("Wanted"), "quantity"),
        SumField("promised", _("Promised from stock"), "quantity"),
        SumField("reserved", _("Set aside"), "quantity"),
        SumField("supplied", _("Promised from supply"), "quantity"),
        SumField("backordered", _("Backordered"), "quantity"),
    ),
    presets=(
        Preset(_("Set aside"), "reserved=yes"),
        Preset(_("Backordered"), "backordered=yes"),
    ),
    verbs=(ListVerb(_("Stock"), later("stock"), "warehouse"),),
    empty=Empty(
        _("Nobody wants anything"), _("What orders and transfers still want stands here until it left."), icon="list"
    ),
)  # fmt: skip


@page("inventory.read")
def rows_of_figure(request: HttpRequest, by: By) -> HttpResponseBase:
    """From a figure of the stock list, `?promised=5`, to its rows: short, because a page has two hundred of them."""
    for figure, number in request.GET.items():
        known = figure == "available" or figure in BEHIND
        if known and number.isascii() and number.isdigit() and len(number) < 19:
            found = inventory_queries.position_by_number(by, int(number))
            return redirect(behind(figure)(found) if figure in BEHIND else position_url(found))
    return redirect(address("stock"))
