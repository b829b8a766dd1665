from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing import queries, rules
from tradepost.domain.billing.commands.allocate import matches_of
from tradepost.domain.billing.commands.discount import enter_discounts, open_on
from tradepost.domain.billing.commands.exchange import enter_exchange
from tradepost.domain.billing.commands.match import write_matches
from tradepost.domain.billing.events import PaymentRecorded
from tradepost.domain.billing.models import Invoice, Payment
from tradepost.domain.billing.rules import Match, Open
from tradepost.domain.parties import queries as parties_queries


@command(once="payment_id", again=queries.payment_by_id)
def record_payment(
    by: By,
    *,
    payment_id: UUID,
    customer_id: UUID,
    amount: Decimal,
    paid_on: date,
    method: str = "transfer",
    reference: str = "",
    currency: str = "",
    allocations: Sequence[tuple[UUID, Decimal]] | Literal["oldest first"] = (),
) -> Payment:
    """Money came in: match it to (invoice, amount), or to the oldest open invoices first, or to none yet.

    Paid in time, an invoice is settled by what its discount leaves. What is not matched stays on the customer's
    account. `currency` is the customer's unless given.
    Raises MoreThanPaid, MoreThanOpen, NotTheirInvoice, Invalid.
    """
    terms = parties_queries.customer_terms(customer_id)
    currency = currency or terms.currency
    refuse_bad_amount(amount, currency)
    source = Open(payment_id, amount, paid_on)
    matches: list[Match] = []
    invoices: dict[UUID, Invoice] = {}
    if allocations == "oldest first":
        invoices = {one.id: one for one in queries.open_invoices_for_update(customer_id, currency)}
        matches = rules.in_turn([source], [open_on(one, paid_on) for one in invoices.values()])
    elif allocations:
        matches, invoices = matches_of(source, allocations, customer_id, currency, paid_on)
    payment = write_payment(
        by,
        Payment(
            id=payment_id,
            customer_id=customer_id,
            currency=currency,
            amount=amount,
            paid_on=paid_on,
            method=method,
            reference=reference,
            made_at=by.now,
        ),
    )
    write_matches(by, matches)
    payment.allocated = sum((match.amount for match in matches), ZERO)
    payment.version += bool(matches)
    enter_payment(by, payment)
    enter_discounts(by, matches, invoices)
    enter_exchange(by, matches, [currency])
    publish(by, recorded(payment, [match.invoice_id for match in matches]))
    return payment


def refuse_bad_amount(amount: Decimal, currency: str) -> None:
    """An amount of money is more than 0 and in whole minor units."""
    if amount <= 0 or amount != round_amount(amount, currency):
        raise Invalid(
            "The amount must be more than 0, in whole minor units of the currency.",
            fields={"amount": f"More than 0, in {currency}."},
        )


def write_payment(by: By, payment: Payment) -> Payment:
    """The row with its number."""
    (payment.number,) = cheap_numbers("payment")
    payment.save(force_insert=True)
    return payment


def enter_payment(by: By, payment: Payment) -> None:
    """Cash against the customer's receivable."""
    lines = [
        PostingInput(Ledger.CASH, payment.amount, None),
        PostingInput(Ledger.RECEIVABLE, -payment.amount, payment.customer_id),
    ]
    entry = EntryInput(new_id(by.now), "payment", payment.id, payment.paid_on, payment.currency, lines)
    accounts.post(by, entries=[entry])


def recorded(payment: Payment, invoice_ids: Sequence[UUID]) -> PaymentRecorded:
    """The fact that money came in."""
    return PaymentRecorded(
        payment.id,
        number=payment.number,
        customer_id=payment.customer_id,
        order_id=payment.order_id,
        amount=payment.amount,
        currency=payment.currency,
        invoice_ids=list(invoice_ids),
    )
