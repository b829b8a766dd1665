from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.billing import queries, rules
from tradepost.domain.billing.commands.discount import enter_discounts, open_on
from tradepost.domain.billing.commands.exchange import enter_exchange
from tradepost.domain.billing.commands.match import write_matches
from tradepost.domain.billing.events import Allocated
from tradepost.domain.billing.models import Invoice, Payment
from tradepost.domain.billing.rules import Match, Open


class MoreThanPaid(Refusal):
    """More is to be matched than the payment or credit note has left; `facts["left"]` says how much."""


class MoreThanOpen(Refusal):
    """More is to be matched than an invoice owes; `facts["invoices"]` says how much is open."""


class NotTheirInvoice(Refusal):
    """The invoice is another customer's, in another currency, or no invoice."""


@command(once="allocation_id", again=queries.source_of)
def allocate(
    by: By,
    *,
    allocation_id: UUID,
    source_id: UUID,
    allocations: Sequence[tuple[UUID, Decimal]],
) -> Payment | Invoice:
    """Match what is left of a payment or a credit note (`source_id`) to invoices: (invoice, amount).

    `allocation_id` is the id of this act: sent twice it is done once. Raises MoreThanPaid, MoreThanOpen,
    NotTheirInvoice, NotFound, Invalid.
    """
    source = _source_for_update(source_id)
    is_credit = isinstance(source, Invoice)
    day = source.invoiced_on if isinstance(source, Invoice) else source.paid_on
    left = Open(source.id, source.open_amount, max(day, by.now.date()))
    paid_on = None if is_credit else day
    matches, invoices = matches_of(left, allocations, source.customer_id, source.currency, paid_on)
    write_matches(by, matches, credit_notes=is_credit, first_id=allocation_id)
    enter_discounts(by, matches, invoices)
    enter_exchange(by, matches, [source.currency])
    amount = sum((match.amount for match in matches), ZERO)
    publish(
        by,
        Allocated(
            source.id,
            customer_id=source.customer_id,
            invoice_ids=[match.invoice_id for match in matches],
            amount=amount,
            currency=source.currency,
        ),
    )
    source.refresh_from_db()
    return source


def matches_of(
    source: Open,
    allocations: Sequence[tuple[UUID, Decimal]],
    customer_id: UUID,
    currency: str,
    paid_on: date | None,
) -> tuple[list[Match], dict[UUID, Invoice]]:
    """The asked matches, checked against the locked invoices (in id order, as everybody locks them), and these.

    Money of a day that is in time and leaves no more than the discount open settles the invoice; `paid_on` None is
    no money.
    """
    amounts = dict(allocations)
    _refuse_bad_amounts(allocations, currency)
    if sum(amounts.values(), ZERO) > source.amount:
        raise MoreThanPaid("More is matched than there is. Lower the amounts.", left=source.amount)
    invoices = {invoice.id: invoice for invoice in queries.invoices_for_update(list(amounts))}
    for invoice_id in amounts:
        found = invoices.get(invoice_id)
        if found is None:
            raise NotFound("There is no such invoice.", invoice=str(invoice_id))
        if (found.customer_id, found.currency, found.kind) != (customer_id, currency, "invoice"):
            raise NotTheirInvoice(
                "This is not an open invoice of the same customer in the same currency.", invoice=found.number
            )
    over = {
        str(invoice_id): invoices[invoice_id].open_amount
        for invoice_id, amount in amounts.items()
        if amount > invoices[invoice_id].open_amount
    }
    if over:
        raise MoreThanOpen("More is matched than an invoice owes. Lower the amount.", invoices=over)
    owed = {pk: open_on(invoice, paid_on or date.max) for pk, invoice in invoices.items()}
    return [
        Match(
            source.id, pk, amount, max(source.day, owed[pk].day), rules.kept_back(amount, owed[pk])
        )
        for pk, amount in amounts.items()
    ], invoices  # fmt: skip


def _refuse_bad_amounts(allocations: Sequence[tuple[UUID, Decimal]], currency: str) -> None:
    fields = {
        f"allocations.{at}.amount": f"More than 0, in {currency}."
        for at, (_, amount) in enumerate(allocations)
        if amount <= 0 or amount != round_amount(amount, currency)
    }
    if len(dict(allocations)) < len(allocations) or not allocations:
        fields["allocations"] = "At least one invoice, each once."
    if fields:
        raise Invalid("The amounts cannot be matched so.", fields=fields)


def _source_for_update(source_id: UUID) -> Payment | Invoice:
    payment = queries.payment_for_update(source_id)
    if payment is not None:
        return payment
    found = queries.invoices_for_update([source_id])
    if not found or found[0].kind != "credit_note":
        raise NotFound("There is no such payment or credit note.")
    return found[0]
