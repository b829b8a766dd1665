"""Open orders and backorders: what was promised and has not left."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By

_SCOPE = """(%(customer)s::uuid is null or o.customer_id = %(customer)s::uuid)
  and (%(rep)s::uuid is null or exists (
    select from parties_customer c where c.id = o.customer_id and c.rep_id = %(rep)s::uuid))
  and (%(warehouse)s::uuid is null or o.warehouse_id = %(warehouse)s::uuid or exists (
    select from sales_order_line f where f.order_id = o.id and f.warehouse_id = %(warehouse)s::uuid))"""


def scope_of(by: By) -> dict[str, Any]:
    """The actor's scope as parameters of the reports' statements."""
    return {kind: by.scope.get(kind) for kind in ("customer", "rep", "warehouse")}


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """A confirmed order with something to ship. Quantities in base units, `open_net` in `currency`.

    `promised_on` is the latest day promised for what is open, None while something is not promised.
    """

    order_id: UUID
    number: str
    customer_id: UUID
    customer_name: str
    placed_at: datetime
    requested_on: date | None
    promised_on: date | None
    held: bool
    currency: str
    open_quantity: int
    backordered: int
    open_net: Decimal


def open_orders(by: By, *, limit: int = 500) -> list[OpenOrder]:
    """Confirmed orders that are not wholly shipped, the earliest wanted first, within the actor's scope."""
    return sql.rows_as(
        OpenOrder,
        f"""select o.id, o.number, o.customer_id, o.customer_name, o.placed_at, o.requested_on,
                   case when bool_and(l.promised_on is not null) then max(l.promised_on) end,
                   o.held, o.currency, sum(l.quantity - l.shipped - l.cancelled)::bigint,
                   coalesce(sum(d.backordered), 0)::bigint,
                   round(sum(l.net * (l.quantity - l.shipped - l.cancelled) / l.quantity), 2)
            from sales_order o
            join sales_order_line l on l.order_id = o.id and l.quantity > l.shipped + l.cancelled
            left join inventory_demand d on d.id = l.id
            where o.state = 'confirmed' and {_SCOPE}
            group by o.id order by o.requested_on nulls last, o.placed_at, o.id limit %(limit)s""",  # noqa: S608
        {**scope_of(by), "limit": limit},
    )


@dataclass(frozen=True, slots=True)
class Backorder:
    """An order line that waits for goods nobody has ordered yet. Quantities in base units.

    `incoming` is all that is expected of the item there, `next_on` when the next of it comes.
    """

    order_line_id: UUID
    order_id: UUID
    order_number: str
    customer_name: str
    item_id: UUID
    sku: str
    name: str
    warehouse_id: UUID
    needed_on: date
    quantity: int
    incoming: int
    next_on: date | None


def backorders(by: By, *, item_id: UUID | None = None, limit: int = 500) -> list[Backorder]:
    """Backordered lines, the earliest needed first, within the actor's scope."""
    return sql.rows_as(
        Backorder,
        f"""select l.id, o.id, o.number, o.customer_name, l.item_id, l.sku, l.name, d.warehouse_id,
                   d.needed_on, d.backordered, coalesce(p.incoming, 0),
                   (select min(s.expected_on) from inventory_supply s
                    where s.warehouse_id = d.warehouse_id and s.item_id = d.item_id and s.quantity > 0)
            from inventory_demand d
            join sales_order_line l on l.id = d.id
            join sales_order o on o.id = l.order_id
            left join inventory_position p on p.warehouse_id = d.warehouse_id and p.item_id = d.item_id
            where d.quantity > 0 and d.backordered > 0 and {_SCOPE}
              and (%(item)s::uuid is null or d.item_id = %(item)s::uuid)
            order by d.needed_on, d.placed_at, d.id limit %(limit)s""",  # noqa: S608 constants only
        {**scope_of(by), "item": item_id, "limit": limit},
    )
