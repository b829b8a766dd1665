"""What decides whether an order may be sold so: what customers had, their numbers, least margins."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.queries import Floor, Priced
from tradepost.domain.sales.models import OrderLine
from tradepost.domain.sales.rules import is_free
from tradepost.domain.sales.rules.findings import MostOfLine
from tradepost.domain.sales.rules.limits import Short, Sold, shorts


def most_of_lines(lines: Iterable[tuple[int, Priced]]) -> list[MostOfLine]:
    """The lines, by place, of items of which a customer may order so much."""
    return [
        MostOfLine(place, line.sku, line.quantity, line.most.quantity, line.most.days)
        for place, line in lines
        if line.most is not None
    ]


def taken_by(
    customer_ids: Collection[UUID], lines: Sequence[MostOfLine], today: date, *, without: Collection[UUID]
) -> dict[UUID, dict[str, int]]:
    """Base units by SKU that these customers ordered in the days that count, orders `without` left out; one statement.

    What was cancelled does not count. Nothing is asked where all lines count in their own order alone.
    """
    days = {line.sku: line.days for line in lines if line.days}
    if not days:
        return {}
    found = sql.rows(
        """select o.customer_id, t.sku, sum(l.quantity - l.cancelled)::bigint
           from unnest(%s::text[], %s::date[]) as t(sku, since)
           join catalog_item i on upper(i.sku) = upper(t.sku) and i.state <> 'withdrawn'
           join sales_order_line l on l.item_id = i.id
           join sales_order o on o.id = l.order_id and o.customer_id = any(%s::uuid[])
             and o.state <> 'cancelled' and o.placed_at >= t.since and o.id <> all(%s::uuid[])
           group by o.customer_id, t.sku""",
        [
            list(days),
            [today - timedelta(days=one - 1) for one in days.values()],
            list(customer_ids),
            list(without),
        ],
    )
    taken: dict[UUID, dict[str, int]] = {}
    for customer_id, sku, quantity in found:
        taken.setdefault(customer_id, {})[sku] = quantity
    return taken


def sold_line(position: int, sku: str, net: Decimal, quantity: int, rate: Decimal, floor: Floor) -> Sold:
    """A line of an order at its rate, as its margin is judged."""
    cost = None if floor.unit_cost is None else floor.unit_cost * quantity
    return Sold(position, sku, net * rate, cost, floor.percent)


def shorts_of_lines(rate: Decimal, lines: Sequence[OrderLine]) -> list[Short]:
    """The lines of an order below their least margin, at what they cost today; what came free is not judged.

    One statement.
    """
    floors = pricing_queries.floors_of(sorted({line.item_id for line in lines}))
    return shorts(
        sold_line(line.position, line.sku, line.net, line.quantity, rate, floors[line.item_id])
        for line in lines
        if line.item_id in floors and not is_free(line.price_trace or {})
    )
