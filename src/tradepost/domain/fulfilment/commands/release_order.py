from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.commands._new_shipments import (
    lay_out,
    lock_orders,
    made_before,
    refuse_used,
    take,
    write,
)
from tradepost.domain.fulfilment.events import ShipmentReleased
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.sales import commands as sales


@command(once="shipment_id", again=queries.shipment_by_id)
def release_order(
    by: By,
    *,
    shipment_id: UUID,
    order_id: UUID,
    line_ids: Sequence[UUID] | None = None,
    quantities: Sequence[tuple[UUID, int]] | None = None,
    warehouse_id: UUID | None = None,
) -> Shipment:
    """Give an order to the warehouse: reserve its promised stock and make the pick list.

    Everything that is promised, or only the lines named, or what comes from one warehouse; `quantities` limits a
    line to so many base units. What comes from several warehouses becomes a shipment in each: the answer is that of
    the order's own, else the first. Sent twice, the second returns the same shipment. Raises OrderNotConfirmed,
    OrderOnHold, NothingToRelease, NotWhole, SentTwiceDifferently.
    """
    orders = lock_orders([(shipment_id, order_id)])
    refuse_used(orders)
    return _release(by, orders, line_ids, quantities, warehouse_id)[0]


@command
def release_orders(by: By, *, pairs: Sequence[tuple[UUID, UUID]]) -> list[Shipment]:
    """Release many orders, given as (shipment id, order id), each with everything promised to it, wherever.

    The number of statements does not grow with the orders. All or none: refuses like release_order.
    A pair sent again gives the shipment that stands.
    """
    if not pairs:
        return []
    orders = lock_orders(pairs)
    made = made_before(orders)
    fresh = [order for order in orders if order.shipment_id not in made]
    if fresh:
        made |= {shipment.id: shipment for shipment in _release(by, fresh)}
    return [made[shipment_id] for shipment_id, _ in pairs]


def _release(
    by: By,
    orders: Sequence[queries.OrderToRelease],
    line_ids: Sequence[UUID] | None = None,
    quantities: Sequence[tuple[UUID, int]] | None = None,
    warehouse_id: UUID | None = None,
) -> list[Shipment]:
    drafts = lay_out(by, take(by, orders, line_ids, quantities, warehouse_id))
    write(drafts)
    sales.record_released(
        by, lines=[(line.order_line_id, line.asked) for draft in drafts for line in draft.lines]
    )
    publish(by, *[_fact(draft.shipment) for draft in drafts])
    return [draft.shipment for draft in drafts]


def _fact(shipment: Shipment) -> ShipmentReleased:
    return ShipmentReleased(shipment.id, shipment.number, shipment.order_id, shipment.asked_total)
