"""Reports: what needs a person today, sales, stock, open work."""

from dataclasses import asdict
from datetime import date
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import BASES, GROUPS, QUOTE_GROUPS
from tradepost.doors.api.endpoints import reads, sees_costs
from tradepost.doors.api.fields import (
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    about,
    one_of,
)
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Reports"])
Group, Basis, QuoteGroup = one_of(*GROUPS), one_of(*BASES), one_of(*QUOTE_GROUPS)


class TodayOut(Shape):
    """What needs a person today, as far as you may see it."""

    counts: dict[str, int] = about("How much of each kind of work there is.", {"orders_to_confirm": 3})


class SalesOut(Shape):
    """Sales of one month, customer, item, rep or category, base currency."""

    key: str = about("What it is.", "2026-05")
    label: str = about("What it is called.", "May 2026")
    documents: int | None = about("How many documents; null by category, where one counts in several.", 12)
    quantity: int = about("Base units.", 480)
    net: AmountOut = about("Net, base currency.")
    cost: AmountOut | None = about("What the goods cost; null for those who see no costs.")
    margin: AmountOut | None = about("Net less cost; null for those who see no costs.")


class QuotesOut(Shape):
    """What became of the quotes of one month, rep, customer or reason, in one currency, net."""

    key: str = about("What it is; empty: without.", "2026-05")
    label: str = about("What it is called.", "2026-05")
    currency: str = about("Of the amounts.", "EUR")
    sent: int = about("How many were sent.", 12)
    sent_net: AmountOut = about("What they come to.")
    won: int = about("Accepted, ordered or not yet.", 5)
    won_net: AmountOut = about("What they come to.")
    lost: int = about("Declined.", 3)
    lost_net: AmountOut = about("What they come to.")
    expired: int = about("Not answered by their last day.", 2)
    expired_net: AmountOut = about("What they come to.")


class OpenOrderOut(Shape):
    """A confirmed order that is not wholly shipped."""

    order_id: IdOut = about("The order.")
    number: str = about("Its number.", "SO-1042")
    customer_id: IdOut = about("Who buys.")
    customer_name: str = about("Their name.", "Café Blum")
    placed_at: MomentOut = about("When it was placed.")
    requested_on: DayOut | None = about("When it is wanted.")
    promised_on: DayOut | None = about("When it was promised.")
    held: bool = about("Whether a hold keeps it from the warehouse.")
    currency: str = about("Of the amount.", "EUR")
    open_quantity: int = about("Base units not shipped.", 24)
    backordered: int = about("Base units that wait for supply.", 0)
    open_net: AmountOut = about("What they come to.")


class BackorderOut(Shape):
    """A line that waits for supply."""

    order_line_id: IdOut = about("The order's line.")
    order_id: IdOut = about("The order.")
    order_number: str = about("Its number.", "SO-1042")
    customer_name: str = about("Who waits.", "Café Blum")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("Where.")
    needed_on: DayOut = about("When it is needed.")
    quantity: int = about("Base units that wait.", 12)
    incoming: int = about("Base units on their way.", 0)
    next_on: DayOut | None = about("When the next come.")


class StockValueOut(Shape):
    """An item in a warehouse, in base units."""

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    category: str = about("Its category.", "Tea")
    warehouse_id: IdOut = about("The warehouse.")
    warehouse: str = about("Its code.", "MAIN")
    supplier: str = about("The supplier whose goods they are, in their store; empty: they are ours.")
    on_hand: int = about("On the shelves.", 40)
    unsellable: int = about("In quarantine or scrap, or of a lot that is stopped.", 0)
    promised: int = about("Promised to orders.", 12)
    available: int = about("Can be promised now.", 28)
    incoming: int = about("On its way.", 0)
    backordered: int = about("Wanted, and not covered.", 0)
    value: AmountOut | None = about("Base currency; null for those who see no costs.")


@reads(router, "/today", needs="reports.read", gives=TodayOut)
def get_today(by: By) -> dict[str, Any]:
    """What needs a person today."""
    return TodayOut.plain(None, counts=asdict(reports_queries.today(by)))


@reads(router, "/reports/sales", needs="reports.read", gives=list[SalesOut])
def report_sales(
    by: By,
    since: Day,
    until: Day,
    group: Group = "month",
    basis: Basis = "invoiced",
) -> list[dict[str, Any]]:
    """Sales from `since` up to and without `until`, by month, customer, item, rep or category."""
    first: date = since
    if first >= until:
        raise Invalid("The range of days is empty.", fields={"until": "Must be after since."})
    found = reports_queries.sales_by(by, (first, until), group, basis=basis)
    hidden = {} if sees_costs(by) else {"cost": None, "margin": None}
    return [SalesOut.plain(row, **hidden) for row in found]


@reads(router, "/reports/quotes", needs="sales.read", gives=list[QuotesOut])
def report_quotes(by: By, since: Day, until: Day, group: QuoteGroup = "month") -> list[dict[str, Any]]:
    """What became of the quotes sent from `since` up to and without `until`, days in UTC; by reason what was lost."""
    if since >= until:
        raise Invalid("The range of days is empty.", fields={"until": "Must be after since."})
    return [QuotesOut.plain(row) for row in reports_queries.quotes_by(by, (since, until), group)]


@reads(router, "/reports/open-orders", needs="reports.read", gives=list[OpenOrderOut])
def report_open_orders(by: By) -> list[dict[str, Any]]:
    """Confirmed orders that are not wholly shipped, the earliest wanted first, at most 500."""
    return [OpenOrderOut.plain(row) for row in reports_queries.open_orders(by)]


@reads(router, "/reports/backorders", needs="reports.read", gives=list[BackorderOut])
def report_backorders(by: By, item_id: Id | None = None) -> list[dict[str, Any]]:
    """Lines that wait for supply, the earliest needed first, at most 500."""
    return [BackorderOut.plain(row) for row in reports_queries.backorders(by, item_id=item_id)]


@reads(router, "/reports/stock", needs="reports.read", gives=list[StockValueOut])
def report_stock(by: By, warehouse_id: Id | None = None) -> list[dict[str, Any]]:
    """Every item that is there, expected or wanted, with its worth."""
    found = reports_queries.stock_value(by, warehouse_id=warehouse_id)
    hidden = {} if sees_costs(by) else {"value": None}
    return [StockValueOut.plain(row, **hidden) for row in found]
