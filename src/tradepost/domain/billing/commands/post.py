"""Posting, shared by the verbs that make invoices and credit notes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.ids import new_id, new_ids
from tradepost.base.money import ZERO
from tradepost.base.numbers import gapless_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import DueInput, EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing.flows import INVOICE
from tradepost.domain.billing.models import Invoice, InvoiceLine, InvoiceTax
from tradepost.domain.billing.rules import ROUNDINGS, Amounts, BilledLine, LineToCredit, OrderToBill
from tradepost.domain.parties.rules.terms import Due
from tradepost.domain.sales.rules.charging import whole_parts

SERIES = {"invoice": ("invoice", "INV-"), "credit_note": ("credit_note", "CN-")}


@dataclass(frozen=True, slots=True)
class Draft:
    """A document decided but not written: `credits_id` names the invoice a credit note takes back.

    One that `names_no_invoice` is a credit note all the same.
    """

    id: UUID
    order: OrderToBill
    amounts: Amounts
    invoiced_on: date
    dues: Sequence[Due] = ()
    credits_id: UUID | None = None
    reason: str = ""
    bill_again: bool = False
    tax_texts: Sequence[str] = ()
    names_no_invoice: bool = False

    @property
    def due_on(self) -> date:
        """The day by which all of it is to be paid."""
        return self.dues[-1].on if self.dues else self.invoiced_on

    @property
    def kind(self) -> str:
        return "credit_note" if self.credits_id or self.names_no_invoice else "invoice"


def write_drafts(by: By, drafts: Sequence[Draft]) -> list[Invoice]:
    """The rows of the documents, three statements for all of them; not numbered yet."""
    invoices = Invoice.objects.bulk_create([_invoice(by, draft) for draft in drafts])
    ids = iter(new_ids(by.now, sum(len(draft.amounts.lines) for draft in drafts)))
    InvoiceLine.objects.bulk_create(
        [
            _line(next(ids), draft, position, billed)
            for draft in drafts
            for position, billed in enumerate(draft.amounts.lines, 1)
        ]
    )
    InvoiceTax.objects.bulk_create(
        [
            InvoiceTax(invoice_id=draft.id, code=tax.code, rate=tax.rate, net=tax.net, tax=tax.tax)
            for draft in drafts
            for tax in draft.amounts.taxes
        ]
    )
    return invoices


def _invoice(by: By, draft: Draft) -> Invoice:
    order, amounts = draft.order, draft.amounts
    return Invoice(
        id=draft.id,
        kind=draft.kind,
        state=INVOICE.initial,
        customer_id=order.customer_id,
        customer_name=order.customer_name,
        customer_po=order.customer_po,
        rep_id=order.rep_id,
        order_id=order.order_id,
        credits_id=draft.credits_id,
        currency=order.currency,
        rounding=ROUNDINGS[order.tax_rounding],
        invoiced_on=draft.invoiced_on,
        due_on=draft.due_on,
        terms_days=order.terms_days,
        terms=dict(order.terms),
        parts=kept_parts(draft.dues),
        billing_address=order.billing_address,
        shipping_address=order.shipping_address,
        tax_texts=list(draft.tax_texts),
        reason=draft.reason,
        bill_again=draft.bill_again,
        net_total=amounts.net_total,
        freight=amounts.freight,
        charges=whole_parts(order.charges, amounts.freight),
        freight_tax_code=order.freight_tax_code,
        freight_tax_rate=order.freight_tax_rate,
        tax_total=amounts.tax_total,
        total=amounts.total,
        made_at=by.now,
    )


def kept_parts(dues: Sequence[Due]) -> list[list[str]]:
    """Instalments as an invoice keeps them; of one day its own column tells."""
    return [[due.on.isoformat(), f"{due.amount:f}"] for due in dues] if len(dues) > 1 else []


def _line(line_id: UUID, draft: Draft, position: int, billed: BilledLine) -> InvoiceLine:
    source = billed.source
    return InvoiceLine(
        id=line_id,
        invoice_id=draft.id,
        order_line_id=source.order_line_id,
        shipment_line_id=source.shipment_line_id,
        credits_id=source.invoice_line_id if isinstance(source, LineToCredit) else None,
        position=position,
        item_id=source.item_id,
        sku=source.sku,
        name=source.name,
        quantity=billed.quantity,
        reopened=billed.quantity if draft.bill_again else 0,
        weight_milli=billed.milli,
        unit=source.unit,
        unit_numerator=source.unit_numerator,
        unit_denominator=source.unit_denominator,
        unit_price=source.unit_price,
        discount_percent=source.discount_percent,
        net=billed.net,
        gross_price=source.gross_price,
        gross=billed.gross,
        tax_code=source.tax_code,
        tax_rate=source.tax_rate,
    )


def order_lines(drafts: Sequence[Draft]) -> list[tuple[UUID, int]]:
    """(order line, quantity) of all documents together, each line once."""
    sums: dict[UUID, int] = defaultdict(int)
    for draft in drafts:
        for billed in draft.amounts.lines:
            if billed.source.order_line_id is not None:
                sums[billed.source.order_line_id] += billed.quantity
    return sorted(sums.items())


def enter(by: By, drafts: Sequence[Draft], settled: Mapping[UUID, Decimal] | None = None) -> None:
    """Receivable against revenue, freight and tax, and when it is due; the other way round for a credit note.

    `settled`: what is paid of an invoice already.
    """
    entries = [
        EntryInput(
            new_id(by.now), draft.kind, draft.id, draft.invoiced_on, draft.order.currency, postings_of(draft)
        )
        for draft in drafts
    ]
    accounts.post(by, entries=entries)
    settled = settled or {}
    accounts.expect_payment(
        by, dues=[due_input(draft, settled.get(draft.id, ZERO)) for draft in drafts if draft.dues]
    )


def due_input(draft: Draft, settled: Decimal) -> DueInput:
    """What of an invoice is due when, for the ledger of money."""
    return DueInput(draft.id, draft.order.customer_id, draft.order.currency, draft.dues, settled)


def postings_of(draft: Draft) -> list[PostingInput]:
    """Receivable, revenue, freight and tax of a document, in its currency."""
    sign = 1 if draft.kind == "invoice" else -1
    amounts = draft.amounts
    sums: list[tuple[Ledger, Decimal, UUID | None]] = [
        (Ledger.RECEIVABLE, amounts.total, draft.order.customer_id),
        (Ledger.REVENUE, -amounts.net_total, None),
        (Ledger.FREIGHT, -amounts.freight, None),
        (Ledger.TAX, -amounts.tax_total, None),
    ]
    return [PostingInput(account, sign * amount, party) for account, amount, party in sums if amount != ZERO]


def number_documents(invoices: Sequence[Invoice]) -> None:
    """Give the drafts their gapless numbers and post them.

    The last statement of a command: whoever holds the series keeps all others waiting until its commit.
    """
    kind = invoices[0].kind
    numbers = gapless_numbers(*SERIES[kind], len(invoices))
    sql.run(
        """update billing_invoice i set number = n.number, state = 'posted'
           from unnest(%s::uuid[], %s::text[]) as n(id, number) where i.id = n.id""",
        [[invoice.id for invoice in invoices], numbers],
    )
    for invoice, number in zip(invoices, numbers, strict=True):
        invoice.number = number
        invoice.state = INVOICE.next(invoice.state, "post")
        invoice.version += 1
