from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import OrderSubmitted
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import Order


@command
def submit_order(by: By, *, order_id: UUID) -> Order:
    """The buyer or rep is done typing; inside sales may confirm."""
    order = queries.order_for_update(order_id)
    order.state = ORDER.next(order.state, "submit")
    order.save(update_fields=["state"])
    publish(by, OrderSubmitted(order.id))
    return order
