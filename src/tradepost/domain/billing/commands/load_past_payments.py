from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.copying import copy_rows
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing import queries
from tradepost.domain.billing.events import PaymentRecorded

_PAYMENT = (
    "id", "number", "customer_id", "currency", "amount", "allocated", "paid_on", "method", "reference", "version",
    "made_at",
)  # fmt: skip
_MATCH = ("id", "payment_id", "invoice_id", "amount", "allocated_on", "made_at")


@dataclass(frozen=True, slots=True)
class PastPayment:
    """Money that came in at `clerk.now` and paid whole invoices: (invoice, amount), in `currency`."""

    payment_id: UUID
    customer_id: UUID
    currency: str
    method: str
    reference: str
    clerk: By
    matches: Sequence[tuple[UUID, Decimal]]

    @property
    def amount(self) -> Decimal:
        """All that it pays."""
        return sum((amount for _, amount in self.matches), ZERO)


@command
def load_past_payments(by: By, *, payments: Sequence[PastPayment]) -> None:
    """Write a stretch of history at once: payments with their matches, in the order of time.

    The invoices were loaded as paid, each by one payment.
    """
    numbers = cheap_numbers("payment", len(payments))
    copy_rows("billing_payment", _PAYMENT, map(_payment_row, payments, numbers))
    copy_rows("billing_allocation", _MATCH, _match_rows(payments))
    accounts.load_past_entries(by, entries=[(one.clerk.now, _entry(one)) for one in payments])
    accounts.load_past_entries(by, entries=list(_exchange(payments)))
    for one, number in zip(payments, numbers, strict=True):
        paid = [invoice_id for invoice_id, _ in one.matches]
        fact = PaymentRecorded(one.payment_id, number, one.customer_id, None, one.amount, one.currency, paid)
        publish(one.clerk, fact)


def _payment_row(one: PastPayment, number: str) -> tuple[Any, ...]:
    now = one.clerk.now
    return (
        one.payment_id, number, one.customer_id, one.currency, one.amount, one.amount, now.date(), one.method,
        one.reference, 1, now,
    )  # fmt: skip


def _match_rows(payments: Sequence[PastPayment]) -> Iterator[tuple[Any, ...]]:
    for one in payments:
        now = one.clerk.now
        for invoice_id, amount in one.matches:
            yield new_id(now), one.payment_id, invoice_id, amount, now.date(), now


def _exchange(payments: Sequence[PastPayment]) -> Iterator[tuple[datetime, EntryInput]]:
    """What rates and rounding leave in base currency of what is paid; see `enter_exchange`."""
    foreign = [one for one in payments if one.currency != settings.BASE_CURRENCY]
    ids = [one.payment_id for one in foreign] + [invoice for one in foreign for invoice, _ in one.matches]
    rates = {document.id: document.rate for document in queries.open_at_rate(ids)} if ids else {}
    for one in foreign:
        owed = [
            round_amount(amount * rates[invoice], settings.BASE_CURRENCY) for invoice, amount in one.matches
        ]
        got = round_amount(one.amount * rates[one.payment_id], settings.BASE_CURRENCY)
        rest, now = sum(owed, ZERO) - got, one.clerk.now
        lines = [PostingInput(Ledger.RECEIVABLE, -rest, one.customer_id), PostingInput(Ledger.ROUNDING, rest)]
        yield (
            now,
            EntryInput(new_id(now), "exchange", one.payment_id, now.date(), settings.BASE_CURRENCY, lines),
        )


def _entry(one: PastPayment) -> EntryInput:
    now = one.clerk.now
    lines = [
        PostingInput(Ledger.CASH, one.amount),
        PostingInput(Ledger.RECEIVABLE, -one.amount, one.customer_id),
    ]
    return EntryInput(new_id(now), "payment", one.payment_id, now.date(), one.currency, lines)
