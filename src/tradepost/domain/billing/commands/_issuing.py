"""Writing credit notes that name no invoice, shared by the verbs for one and for many."""

from collections.abc import Sequence

from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.money import ZERO
from tradepost.domain.billing import rules
from tradepost.domain.billing.commands.post import Draft, enter, number_documents, write_drafts
from tradepost.domain.billing.events import Credited
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.queries import CreditRead
from tradepost.domain.billing.rules import CreditInput, OrderToBill


def issue(by: By, credits: Sequence[tuple[CreditInput, CreditRead]]) -> list[Invoice]:
    """Write, enter, number and publish credit notes without a fault, in their order; at least one."""
    drafts = [_draft(credit, read) for credit, read in credits]
    notes = write_drafts(by, drafts)
    enter(by, drafts)
    number_documents(notes)
    for note in notes:
        publish(
            by,
            Credited(
                note.id,
                number=note.number,
                invoice_id=None,
                order_id=None,
                customer_id=note.customer_id,
                total=note.total,
                currency=note.currency,
                reason=note.reason,
            ),
        )
    return notes


def _draft(credit: CreditInput, read: CreditRead) -> Draft:
    return Draft(
        credit.credit_note_id,
        _head(credit, read),
        read.amounts,
        read.on,
        reason=credit.reason.strip(),
        tax_texts=rules.tax_texts(read.lines.values()),
        names_no_invoice=True,
    )


def _head(credit: CreditInput, read: CreditRead) -> OrderToBill:
    customer = read.customer
    return OrderToBill(
        order_id=None,
        number="",
        customer_id=customer.customer_id,
        customer_name=customer.name,
        customer_po=credit.customer_po.strip(),
        rep_id=customer.rep_id,
        currency=read.currency,
        terms_days=0,
        terms={},
        billing_address=customer.billing_address,
        shipping_address=customer.shipping_address,
        freight=ZERO,
        freight_tax_code="",
        freight_tax_rate=ZERO,
        tax_rounding=customer.tax_rounding,
    )
