from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands.record_payment import (
    enter_payment,
    recorded,
    refuse_bad_amount,
    write_payment,
)
from tradepost.domain.billing.models import Payment
from tradepost.domain.sales import commands as sales


@command(once="payment_id", again=queries.payment_by_id)
def record_deposit(
    by: By,
    *,
    payment_id: UUID,
    order_id: UUID,
    amount: Decimal,
    paid_on: date,
    method: str = "transfer",
    reference: str = "",
) -> Payment:
    """Money that came in for an order before its invoice; its next invoices are paid from it first.

    An order that waits for its deposit goes on once all of it is there.
    In the order's currency. Raises NotFound, Invalid.
    """
    # The order's lock: a deposit is either there before an invoicing or after it, never half seen.
    if not queries.orders_for_update(order_ids=[order_id]):
        raise NotFound("There is no such order.")
    order = queries.orders_to_bill([order_id])[order_id]
    refuse_bad_amount(amount, order.currency)
    payment = write_payment(
        by,
        Payment(
            id=payment_id,
            customer_id=order.customer_id,
            order_id=order_id,
            currency=order.currency,
            amount=amount,
            paid_on=paid_on,
            method=method,
            reference=reference,
            made_at=by.now,
        ),
    )
    enter_payment(by, payment)
    sales.record_deposit(by, order_id=order_id, paid=amount, number=payment.number)
    publish(by, recorded(payment, []))
    return payment
