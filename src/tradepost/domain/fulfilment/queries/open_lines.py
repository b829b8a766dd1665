"""What an order still wants, as the warehouse sees it, read under the order's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.fulfilment.rules import OpenLine
from tradepost.domain.sales.queries import CREDIT_AT_RELEASE, CREDIT_COLUMNS, CreditOfOrder


@dataclass(frozen=True, slots=True)
class OrderToRelease:
    """A locked order and the shipment that is to be made of it."""

    shipment_id: UUID
    id: UUID
    number: str
    state: str
    held: bool
    ship_complete: bool
    warehouse_id: UUID
    shipping_address: str
    credit: CreditOfOrder


def orders_to_release(pairs: Sequence[tuple[UUID, UUID]]) -> list[OrderToRelease]:
    """Lock the orders of (shipment id, order id) pairs, in id order; unknown orders are left out."""
    found = sql.rows(
        f"""select p.shipment_id, o.id, o.number, o.state, o.held, o.ship_complete, o.warehouse_id,
                   o.shipping_address, {CREDIT_COLUMNS}
            from unnest(%s::uuid[], %s::uuid[]) as p(shipment_id, order_id)
            join sales_order o on o.id = p.order_id left join {CREDIT_AT_RELEASE}
            order by o.id for no key update of o""",  # noqa: S608 constants only
        [[shipment_id for shipment_id, _ in pairs], [order_id for _, order_id in pairs]],
    )
    heads = [[*row[:8], CreditOfOrder(*row[8:])] for row in found]
    return [OrderToRelease(*head) for head in heads]


def open_holds(order_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The reasons of the holds that stop these orders; orders without one are left out."""
    found: dict[UUID, list[str]] = {}
    for order_id, reason in sql.rows(
        """select order_id, reason from sales_hold
           where order_id = any(%s::uuid[]) and released_at is null order by order_id, placed_at, id""",
        [list(order_ids)],
    ):
        found.setdefault(order_id, []).append(reason)
    return found


def open_lines(order_ids: Sequence[UUID]) -> list[OpenLine]:
    """Lines that are not wholly shipped or cancelled, by order and position."""
    return sql.rows_as(
        OpenLine,
        """select l.order_id, l.id, l.position, l.item_id, d.quantity, d.promised_stock - d.reserved,
                  ((d.quantity - d.reserved) * d.minimum_fill_percent + 99) / 100, d.warehouse_id,
                  o.customer_id, array(select jsonb_array_elements_text(l.wished_lots)),
                  coalesce(r.same_lot, false), coalesce(r.age, ''),
                  coalesce(r.one_lot, false), l.price_trace ? 'weighed'
           from inventory_demand d join sales_order_line l on l.id = d.id join sales_order o on o.id = l.order_id
             left join lateral (
               select same_lot, age, one_lot from fulfilment_lot_rule
               where customer_id = o.customer_id and (item_id = l.item_id or item_id is null)
               order by item_id nulls last limit 1) r on true
           where d.document_id = any(%s::uuid[]) and d.quantity > 0
           order by l.order_id, l.position, l.id""",
        [list(order_ids)],
    )


def open_quantity(order_id: UUID) -> int:
    """Base units of an order that are not yet shipped or cancelled."""
    found = sql.rows(
        "select coalesce(sum(quantity), 0)::bigint from inventory_demand where document_id = %s", [order_id]
    )
    return int(found[0][0])
