from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import saved
from tradepost.domain.purchasing.events import PurchaseOrderApproved
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder


@command
def approve(by: By, *, purchase_order_id: UUID) -> PurchaseOrder:
    """A draft may be sent. Raises NotFound, NotAllowed."""
    order = queries.purchase_order_for_update(purchase_order_id)
    order.state = PURCHASE_ORDER.next(order.state, "approve")
    saved(order, "state")
    publish(by, PurchaseOrderApproved(order.id))
    return order
