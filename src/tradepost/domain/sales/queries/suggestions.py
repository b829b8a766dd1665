"""What may be missing from an order: usual items, what may be sold for what is short, what is new where they buy."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.pricing.queries import Asked, Priced
from tradepost.domain.sales.queries.findings import Seen, ToCheck, in_place_of_short
from tradepost.domain.sales.queries.selling import most_of_lines, taken_by
from tradepost.domain.sales.queries.substitutes import as_sold
from tradepost.domain.sales.rules.findings import above_most
from tradepost.domain.sales.rules.suggestions import (
    LOOKED_BACK,
    MOST_NEW,
    MOST_USUAL,
    NEW_FOR_DAYS,
    Bought,
    NewItem,
    Suggestion,
    categories_bought,
    new_in,
    new_missing,
    substitute,
    typed_of,
    usual,
    usual_missing,
)

_PLACED = "state in ('submitted', 'confirmed', 'closed')"
_KNOWN_ORDERS = 300
"""In so many of their newest orders is looked whether a new item is new to them."""


def suggestions(by: By, order: ToCheck, seen: Seen | None = None) -> list[Suggestion]:
    """What may be missing from an order that is being written, each with its reason; substitutes first.

    Only what may be sold to this customer now, in a quantity in which it is sold. History is the newest orders, by
    index. Six statements at most beside those of looking at the lines; none grows with them. Holds nothing.
    """
    seen, instead = in_place_of_short(by, order, seen)
    customer, here = seen.customer, {line.item_id for line in order.lines}
    if customer.state != "active":
        return []
    of_orders, history = _history(order.customer_id, order.order_id)
    wanted = usual_missing(history, of_orders, here)
    fresh = new_missing(_new(by, order.customer_id, history), history, here)
    asked = {n: Asked(row.item_id, *typed_of(row)) for n, row in enumerate(wanted)}
    asked |= {len(wanted) + n: Asked(row.item_id, Decimal(1)) for n, row in enumerate(fresh)}
    sold = _within_most(by, order, as_sold(customer, by.now.date(), asked) if asked else {})
    missing = [
        usual(row, of_orders, *_typed(sold[n], row.base_unit)) for n, row in enumerate(wanted) if n in sold
    ]
    new = [
        new_in(row, history, *_typed(sold[n], row.base_unit))
        for n, row in enumerate(fresh, len(wanted))
        if n in sold
    ]
    found = [substitute(one) for one in instead if one.instead and one.instead.item_id not in here]
    told = {one.item_id for one in found}
    return [
        *found,
        *[one for one in missing if one.item_id not in told][:MOST_USUAL],
        *[one for one in new if one.item_id not in told][:MOST_NEW],
    ]


def _history(customer_id: UUID, besides: UUID | None) -> tuple[int, list[Bought]]:
    """How many orders were looked at, and what stands in them; one statement."""
    found = sql.rows(
        f"""with recent as materialized (
             select id, placed_at from sales_order where customer_id = %s and {_PLACED} and id is distinct from %s::uuid
             order by placed_at desc limit %s),
           per as (
             select l.item_id, r.id, r.placed_at, sum(l.quantity - l.cancelled)::bigint as quantity,
                    (array_agg(case when l.price_trace ? 'weighed' then '' else l.unit end
                               order by l.position))[1] as unit
             from recent r join sales_order_line l on l.order_id = r.id
             where l.price_trace ->> 'source' is distinct from 'gift'
             group by l.item_id, r.id, r.placed_at having sum(l.quantity - l.cancelled) > 0),
           bought as (
             select item_id, count(*) as orders, max(placed_at) as last_at,
                    percentile_disc(0.5) within group (order by quantity) as quantity,
                    (array_agg(unit order by placed_at desc))[1] as unit
             from per group by item_id)
           select (select count(*) from recent), i.id, i.sku, i.name, i.base_unit, i.category_id,
                  (i.made_at at time zone 'UTC')::date, i.state = 'active', b.orders,
                  (b.last_at at time zone 'UTC')::date, b.quantity, coalesce(u.name, ''), coalesce(u.numerator, 1),
                  coalesce(u.denominator, 1)
           from bought b join catalog_item i on i.id = b.item_id
           left join catalog_unit u on u.item_id = i.id and lower(u.name) = lower(b.unit)
           order by b.orders desc, b.last_at desc, i.sku""",  # noqa: S608 constants only
        [customer_id, besides, LOOKED_BACK],
    )
    rows = [Bought._make((*row[1:-2], UnitFactor(*row[-2:]))) for row in found]
    return (found[0][0] if found else 0), rows


def _new(by: By, customer_id: UUID, history: Sequence[Bought]) -> list[NewItem]:
    """Items that came into their categories after all that they bought there, lately, and that they never ordered.

    One statement, none where they bought nothing of a category.
    """
    since = categories_bought(history)
    if not since:
        return []
    first = by.now.date() - timedelta(days=NEW_FOR_DAYS)
    return sql.rows_as(
        NewItem,
        f"""with known as materialized (
             select distinct l.item_id
             from (select id from sales_order where customer_id = %s and {_PLACED} order by placed_at desc limit %s) o
             join sales_order_line l on l.order_id = o.id)
           select i.id, i.sku, i.name, i.base_unit, i.category_id, c.name, (i.made_at at time zone 'UTC')::date
           from unnest(%s::uuid[], %s::date[]) as t(category_id, since)
           join catalog_category c on c.id = t.category_id
           cross join lateral (
             select * from catalog_item i
             where i.category_id = t.category_id and i.made_at >= t.since + 1 and i.state = 'active'
               and i.id not in (select item_id from known)
             order by i.made_at desc, i.id limit %s) i
           order by i.made_at desc, i.sku""",  # noqa: S608 constants only
        [
            customer_id,
            _KNOWN_ORDERS,
            list(since),
            [max(day, first) for day in since.values()],
            2 * MOST_NEW,
        ],
    )


def _within_most(by: By, order: ToCheck, sold: dict[int, Priced]) -> dict[int, Priced]:
    """Without those of which the customer may not have so much; one statement where some have such a limit."""
    lines = most_of_lines(sold.items())
    if not lines:
        return sold
    without: Collection[UUID] = [order.order_id] if order.order_id else []
    taken = taken_by([order.customer_id], lines, by.now.date(), without=without)
    beyond = {one.line for one in above_most(lines, taken.get(order.customer_id, {}))}
    return {n: line for n, line in sold.items() if n not in beyond}


def _typed(line: Priced, base_unit: str) -> tuple[Decimal, str]:
    """What is typed to order it; of goods that are priced by weight, pieces."""
    if "weighed" in line.trace:
        return Decimal(line.quantity), base_unit
    typed = from_base(line.quantity, line.factor)
    return Decimal(typed.numerator) / typed.denominator, line.unit
