from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._progress import advance
from tradepost.domain.sales.events import LinesCancelled
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Order


class NothingShipped(Refusal):
    """An order of which nothing left is cancelled, not closed."""


@command
def close_order(by: By, *, order_id: UUID, reason: str = "") -> Order:
    """Close short: what is not shipped is cancelled. The order is closed once what left is invoiced.

    Refuses NothingShipped, and ReservedAlready while the warehouse has part of it.
    """
    order = queries.order_for_update(order_id)
    ORDER.next(order.state, "close")
    if not order.shipped_total:
        raise NothingShipped(f"Nothing of {order.number} was shipped. Cancel it instead.")
    cuts = [(line.id, line.open) for line in queries.lines_of(order_id) if line.open]
    if cuts:
        inventory.cut_demands(by, cuts=cuts)
        publish(by, LinesCancelled(order_id, {str(line_id): quantity for line_id, quantity in cuts}, reason))
        advance(by, "cancelled", cuts)
    return Order.objects.get(pk=order_id)
