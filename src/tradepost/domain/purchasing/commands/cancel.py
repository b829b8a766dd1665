from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import expect_less, is_at_supplier, refresh, write_cuts
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder


class AlreadyReceived(Refusal):
    """Goods of this order came in; only the rest can be cancelled."""


@command
def cancel(by: By, *, purchase_order_id: UUID) -> PurchaseOrder:
    """Nothing of this order will come. Raises NotFound, NotAllowed, AlreadyReceived."""
    order = queries.purchase_order_for_update(purchase_order_id)
    PURCHASE_ORDER.next(order.state, "cancel")
    if order.received_quantity:
        raise AlreadyReceived(
            f"{order.received_quantity} units of {order.number} were received. "
            "Cancel what is still open, line by line.",
            received=order.received_quantity,
        )
    lines = queries.lines_of(order.id)
    cuts = {line.id: line.open for line in lines if line.open}
    was_expected = is_at_supplier(order)
    write_cuts(cuts)
    refresh(by, order)
    if was_expected:
        expect_less(by, lines, cuts)
    return order
