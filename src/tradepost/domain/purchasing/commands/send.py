from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import announce, saved
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder


@command
def send(by: By, *, purchase_order_id: UUID) -> PurchaseOrder:
    """The order went to the supplier: from now on stock expects it. Raises NotFound, NotAllowed."""
    order = queries.purchase_order_for_update(purchase_order_id)
    order.state = PURCHASE_ORDER.next(order.state, "send")
    order.ordered_at = by.now
    saved(order, "state", "ordered_at")
    announce(by, order, queries.lines_of(order.id))
    return order
