"""Why an order is what it is: its prices, its cover, its story."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LostTo
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.rules.charging import told_charges
from tradepost.doors.api.endpoints import reads
from tradepost.doors.api.feed import EventOut
from tradepost.doors.api.fields import AmountOut, DayOut, Id, IdOut, about
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Orders"])


class PriceWhy(Shape):
    """How the price of a line came about."""

    line_id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    sku: str = about("The item.", "TEA-1")
    list_price: AmountOut | None = about("Per unit, before what was agreed.")
    unit_price: AmountOut = about("Per unit.")
    trace: dict[str, Any] = about("The price that won, the ones that lost and why, discounts and tax.")


class ChargeWhy(Shape):
    """How a charge came about."""

    kind: str = about("What it is for; `typed`: somebody typed the whole figure.", "freight")
    name: str = about("What papers call it; empty: by its kind.", "Diesel")
    amount: AmountOut = about("Net.", "12.00")
    trace: dict[str, Any] = about(
        "`rule`, its `basis` and `rate`, what was measured (`of`), what the `goods` are worth, `without_weight` lines, "
        "and `losers`, each with `why`; of a typed figure what rules would have charged `instead`."
    )


class SourceWhy(Shape):
    """Why a line comes from its warehouse."""

    line_id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    sku: str = about("The item.", "TEA-1")
    warehouse_id: IdOut = about("Where what is open of it comes from.")
    trace: dict[str, Any] = about(
        "`rule`, `wanted` and what each warehouse had, as `seen`; or `named`; or `by` and `reason`; or nothing."
    )


class LotsWhy(Shape):
    """Which lots a line has got, or would get, and why."""

    line_id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    sku: str = about("The item.", "TEA-1")
    wished_lots: list[str] = about("Ids of preferred lots, the first wish first.")
    kept: list[dict[str, Any]] = about(
        "What each shipment looked at, the newest first: `shipment`, and the fields of a shipment line's `lot_trace`."
    )
    foreseen: dict[str, Any] = about(
        "What a release would look at now, in the same form; empty: nothing of lots is ready."
    )


class Peg(Shape):
    """What part of a line is covered by."""

    source_id: UUID | None = about(
        "The purchase order, transfer, or delivery into a supplier's store; null: stock."
    )
    quantity: int = about("Base units.", 24)
    expected_on: str | None = about("When it comes; null: it is there.", "2031-05-04")


class LostOut(Shape):
    """Who holds of the item what a backordered line wants. Whom you may not see has no order and no name."""

    order_id: IdOut | None = about("The order; null: a transfer, or somebody you may not see.")
    number: str = about("Its number, or that of the transfer.", "SO-1000042")
    customer_name: str = about("Whose.", "Café Central")
    priority: int = about("Its priority.", 0)
    needed_on: DayOut = about("When it is needed.")
    stock: int = about("Base units promised to it from stock.", 12)
    supply: int = about("Base units promised to it from what is on its way.", 0)


class CoverOut(Shape):
    """How a line is covered now, in base units."""

    line_id: IdOut = about("The line.")
    quantity: int = about("Still wanted.", 24)
    stock: int = about("Promised from stock.", 20)
    supply: int = about("Promised from dated supply.", 4)
    backordered: int = about("Waiting for supply.", 0)
    reserved: int = about("Bound to a place, for picking.", 0)
    promised_on: DayOut | None = about("When all of it is there; null: part waits for supply.")
    ships_on: DayOut | None = about("When all of it leaves, as things stand.")
    arrives_on: DayOut | None = about("When all of it arrives, as things stand.")
    way: dict[str, Any] = about(
        "How these days come about, as `promise_trace` of a line keeps what was told."
    )
    why: list[Peg] = about("Each promise.")
    lost_to: list[LostOut] = about(
        "Of a backordered line: who came before it, the nearest turn first; up to five of `holders`."
    )
    holders: int = about("How many hold some of what a backordered line wants.", 0)
    policy: str = about("Of a backordered line: by which rule of the warehouse; else empty.", "needed")


@reads(router, "/orders/{order_id}/prices", needs="pricing.read", gives=list[PriceWhy])
def explain_order_prices(by: By, order_id: Id) -> list[dict[str, Any]]:
    """How the price of each line came about."""
    sales_queries.order(by, order_id)
    return [
        PriceWhy.plain(line, line_id=str(line.id), trace=line.price_trace)
        for line in sales_queries.lines_of(order_id)
    ]


@reads(router, "/orders/{order_id}/charges", needs="pricing.read", gives=list[ChargeWhy])
def explain_order_charges(by: By, order_id: Id) -> list[dict[str, Any]]:
    """What the order is charged beside its goods, and why: which rule of each kind won, and which ones lost."""
    order = sales_queries.order(by, order_id)
    told = told_charges(order.charges, order.freight)
    parts = order.charges if len(order.charges) == len(told) else [{}] * len(told)
    return [ChargeWhy.plain(one, trace=part.get("why") or {}) for one, part in zip(told, parts, strict=True)]


@reads(router, "/orders/{order_id}/sources", needs="sales.read", gives=list[SourceWhy])
def explain_order_sources(by: By, order_id: Id) -> list[dict[str, Any]]:
    """Where each line comes from, and why: the rule and what each warehouse had, or who sent it from there."""
    order = sales_queries.order(by, order_id)
    return [
        SourceWhy.plain(
            line,
            line_id=str(line.id),
            warehouse_id=str(line.warehouse_id or order.warehouse_id),
            trace=line.source_trace,
        )
        for line in sales_queries.lines_of(order_id)
    ]


@reads(router, "/orders/{order_id}/lots", needs="inventory.read", gives=list[LotsWhy])
def explain_order_lots(by: By, order_id: Id) -> list[dict[str, Any]]:
    """Which lots each line has got, and would get if it were released now: the rules, and every lot looked at."""
    sales_queries.order(by, order_id)
    kept = fulfilment_queries.lot_traces(order_id)
    foreseen = fulfilment_queries.lots_foreseen(order_id, by.now.date())
    return [
        LotsWhy.plain(
            line, line_id=str(line.id), kept=kept.get(line.id, []), foreseen=foreseen.get(line.id, {})
        )
        for line in sales_queries.lines_of(order_id)
    ]


@reads(router, "/orders/{order_id}/cover", needs="sales.read", gives=list[CoverOut])
def explain_order_cover(by: By, order_id: Id) -> list[dict[str, Any]]:
    """How each line is covered now: by stock, by dated supply, or not yet."""
    order = sales_queries.order(by, order_id)
    found = inventory_queries.demands_of([order_id], on=by.now.date())
    ready = {
        pk: (cover.promised_on, cover.supply > 0)
        for pk, cover in found.items()
        if cover.promised_on is not None
    }
    journeys = sales_queries.journeys_of_order(by, order, sales_queries.lines_of(order_id), ready)
    short = any(cover.backordered for cover in found.values())
    lost = reports_queries.lost_to(by, [order_id]) if short else {}
    return [_cover(cover, journeys.get(pk), lost.get(pk, [])) for pk, cover in found.items()]


def _cover(cover: DemandCover, journey: Journey | None, lost: list[LostTo]) -> dict[str, Any]:
    return CoverOut.plain(
        cover,
        line_id=str(cover.demand_id),
        ships_on=journey and journey.ships_on,
        arrives_on=journey and journey.arrives_on,
        way=journey.trace() if journey else {},
        why=[dict(peg) for peg in cover.why],
        lost_to=[LostOut.plain(one) for one in lost],
        holders=lost[0].holders if lost else 0,
        policy=lost[0].policy if lost else "",
    )


@reads(router, "/orders/{order_id}/events", needs="sales.read", gives=list[EventOut])
def list_order_events(by: By, order_id: Id) -> list[dict[str, Any]]:
    """What happened to an order, the newest first."""
    sales_queries.order(by, order_id)
    return [EventOut.plain(event) for event in feed.about([order_id])]
