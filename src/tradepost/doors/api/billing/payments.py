"""Payments, deposits, and how they are matched."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Payment
from tradepost.domain.billing.queries import INVOICES, PAYMENTS
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales.queries import ORDERS
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.billing.schemas import (
    AllocateIn,
    DepositIn,
    PaymentIn,
    PaymentOut,
    PaymentRow,
    ReverseIn,
)
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists

router = Router(tags=["Payments"])
PLAIN = ReverseIn()
lists(router, "/payments", PAYMENTS, name="list_payments", needs="billing.read", gives=PaymentRow)


def _whole(payment: Payment) -> dict[str, Any]:
    return PaymentOut.plain(payment, allocations=billing_queries.allocations_of(payment.id))


@changes(
    router,
    "POST",
    "/payments",
    needs="billing.record_payment",
    gives=PaymentOut,
    status=201,
    at="/api/v1/payments/{id}",
)
def record_payment(by: By, body: PaymentIn) -> dict[str, Any]:
    """Money came in: matched to the invoices named, to the oldest open ones, or to none yet."""
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    refuse_unseen(by, INVOICES, [match.invoice_id for match in body.allocations])
    if body.oldest_first and body.allocations:
        raise Invalid(
            "Name invoices, or take the oldest first; not both.",
            fields={"oldest_first": "Not with allocations."},
        )
    matches = [(match.invoice_id, match.amount) for match in body.allocations]
    made = billing.record_payment(
        by,
        payment_id=body.id or new_id(by.now),
        allocations="oldest first" if body.oldest_first else matches,
        **body.model_dump(exclude={"id", "allocations", "oldest_first"}),
    )
    return _whole(made)


@changes(
    router,
    "POST",
    "/orders/{order_id}/deposit",
    needs="billing.record_deposit",
    gives=PaymentOut,
    status=201,
    within=ORDERS,
    at="/api/v1/payments/{id}",
)
def record_deposit(by: By, order_id: Id, body: DepositIn) -> dict[str, Any]:
    """Money came in for an order before its invoice; its next invoices are paid from it first."""
    given = body.model_dump(exclude={"id"})
    made = billing.record_deposit(by, payment_id=body.id or new_id(by.now), order_id=order_id, **given)
    return _whole(made)


@reads(router, "/payments/{payment_id}", needs="billing.read", gives=PaymentOut)
def get_payment(by: By, payment_id: Id) -> dict[str, Any]:
    """One payment and what it paid."""
    return _whole(billing_queries.payment(by, payment_id))


@changes(
    router,
    "POST",
    "/payments/{payment_id}/allocate",
    needs="billing.allocate",
    gives=PaymentOut,
    within=PAYMENTS,
)
def allocate_payment(by: By, payment_id: Id, body: AllocateIn) -> dict[str, Any]:
    """Match what is left of a payment to invoices."""
    refuse_unseen(by, INVOICES, [match.invoice_id for match in body.allocations])
    billing.allocate(
        by,
        allocation_id=body.id or new_id(by.now),
        source_id=payment_id,
        allocations=[(match.invoice_id, match.amount) for match in body.allocations],
    )
    return _whole(billing_queries.payment(by, payment_id))


@changes(
    router,
    "POST",
    "/payments/{payment_id}/allocations/{allocation_id}/reverse",
    needs="billing.reverse_allocation",
    gives=PaymentOut,
    within=PAYMENTS,
)
def reverse_allocation(by: By, payment_id: Id, allocation_id: Id, body: ReverseIn = PLAIN) -> dict[str, Any]:
    """Take a match back: payment and invoice are open again by its amount."""
    if all(match.id != allocation_id for match in billing_queries.allocations_of(payment_id)):
        raise NotFound("This payment has no such match.")
    billing.reverse_allocation(by, reversal_id=body.id or new_id(by.now), allocation_id=allocation_id)
    return _whole(billing_queries.payment(by, payment_id))
