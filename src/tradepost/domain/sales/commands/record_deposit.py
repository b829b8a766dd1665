from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.money import ZERO
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.release_hold import release_hold
from tradepost.domain.sales.rules import in_base


@command
def record_deposit(by: By, *, order_id: UUID, paid: Decimal, number: str) -> None:
    """Count money that came in for an order before its invoice; once all of the deposit is there, the order goes on.

    `paid` in the order's currency, `number` of the payment. The order's row is locked by the caller.
    """
    order = queries.order_for_update(order_id)
    if not order.deposit_due:
        return
    left = order.deposit_due - in_base(paid, order.rate)
    order.deposit_due = max(left, ZERO)
    order.save(update_fields=["deposit_due"])
    if left > 0:
        return
    for hold in queries.open_holds_of([order_id]):
        if hold.reason == "deposit":
            release_hold(by, hold_id=hold.id, note=f"Paid: {number}.")
