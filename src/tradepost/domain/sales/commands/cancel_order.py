from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._progress import advance
from tradepost.domain.sales.events import OrderCancelled
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Order


class ShippedAlready(Refusal):
    """Part of the order left the house; close it short instead."""


@command
def cancel_order(by: By, *, order_id: UUID, reason: str = "") -> Order:
    """Cancel an order of which nothing was shipped; its promises go to whoever waits.

    Refuses ShippedAlready, and ReservedAlready while the warehouse has it.
    """
    order = queries.order_for_update(order_id)
    state = ORDER.next(order.state, "cancel")
    if order.shipped_total:
        raise ShippedAlready(f"Part of {order.number} was shipped. Close it short: the rest is cancelled.")
    cuts = [(line.id, line.open) for line in queries.lines_of(order_id) if line.open]
    was_confirmed = order.state == "confirmed"
    order.state, order.closed_at = state, by.now
    order.save(update_fields=["state", "closed_at"])
    if was_confirmed:
        inventory.cut_demands(by, cuts=cuts)
        advance(by, "cancelled", cuts)
    publish(by, OrderCancelled(order_id, reason))
    return Order.objects.get(pk=order_id)
