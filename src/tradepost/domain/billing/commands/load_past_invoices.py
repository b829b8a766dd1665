from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.copying import copy_rows
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.numbers import gapless_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput
from tradepost.domain.billing.commands.post import SERIES, Draft, due_input, postings_of
from tradepost.domain.billing.events import Invoiced
from tradepost.domain.billing.rules import ROUNDINGS, LineToBill, OrderToBill, Tally, invoice_amounts
from tradepost.domain.parties.rules.terms import Due

_INVOICE = (
    "id", "number", "kind", "state", "customer_id", "customer_name", "customer_po", "rep_id", "order_id", "currency",
    "rounding", "invoiced_on", "due_on", "terms_days", "billing_address", "shipping_address", "reason", "bill_again",
    "net_total", "freight", "freight_tax_code", "freight_tax_rate", "tax_total", "total", "settled", "version",
    "made_at",
)  # fmt: skip
_LINE = (
    "id", "invoice_id", "order_line_id", "shipment_line_id", "position", "item_id", "sku", "name", "quantity",
    "credited", "reopened", "unit", "unit_numerator", "unit_denominator", "unit_price", "discount_percent", "net",
    "tax_code", "tax_rate",
)  # fmt: skip
_TAX = ("invoice_id", "code", "rate", "net", "tax")


@dataclass(frozen=True, slots=True)
class PastInvoice:
    """An invoice over a shipment, posted at `clerk.now`: what of which line, and whether it is paid by today.

    What earlier invoices of the order billed stands in its lines and its freight. Whoever says that it is
    paid loads the payment too.
    """

    invoice_id: UUID
    order: OrderToBill
    lines: Sequence[tuple[LineToBill, int]]
    shipment_id: UUID
    clerk: By
    due_on: date
    is_paid: bool


@command
def load_past_invoices(by: By, *, invoices: Sequence[PastInvoice]) -> list[tuple[str, Decimal]]:
    """Write a stretch of history at once: posted invoices in the order of time; gives number and total.

    Quantities stand on the orders already; amounts follow from the same rules as for any invoice.
    """
    drafts = [_draft(one) for one in invoices]
    numbers = gapless_numbers(*SERIES["invoice"], len(drafts))
    # Lines first: a posted invoice gets none. The database looks for their invoice at the end.
    copy_rows("billing_invoice_line", _LINE, _line_rows(invoices, drafts))
    taxes = ((d.id, tax.code, tax.rate, tax.net, tax.tax) for d in drafts for tax in d.amounts.taxes)
    copy_rows("billing_invoice_tax", _TAX, taxes)
    copy_rows("billing_invoice", _INVOICE, map(_invoice_row, invoices, drafts, numbers))
    entries = [(one.clerk.now, _entry(draft, one)) for one, draft in zip(invoices, drafts, strict=True)]
    accounts.load_past_entries(by, entries=entries)
    settled = [
        draft.amounts.total if one.is_paid else ZERO for one, draft in zip(invoices, drafts, strict=True)
    ]
    accounts.expect_payment(
        by, dues=[due_input(draft, paid) for draft, paid in zip(drafts, settled, strict=True) if draft.dues]
    )
    for one, draft, number in zip(invoices, drafts, numbers, strict=True):
        order = one.order
        assert order.order_id is not None
        fact = Invoiced(
            one.invoice_id, number, order.order_id, order.customer_id, [one.shipment_id], draft.amounts.total,
            order.currency, one.due_on,
        )  # fmt: skip
        publish(one.clerk, fact)
    return [(number, draft.amounts.total) for number, draft in zip(numbers, drafts, strict=True)]


def _draft(one: PastInvoice) -> Draft:
    amounts = invoice_amounts(one.order, one.lines, Tally())
    owed = [Due(one.due_on, amounts.total)] if amounts.total else []
    return Draft(one.invoice_id, one.order, amounts, one.clerk.now.date(), owed)


def _entry(draft: Draft, one: PastInvoice) -> EntryInput:
    now = one.clerk.now
    return EntryInput(new_id(now), "invoice", draft.id, now.date(), draft.order.currency, postings_of(draft))


def _invoice_row(one: PastInvoice, draft: Draft, number: str) -> tuple[Any, ...]:
    order, amounts = draft.order, draft.amounts
    return (
        draft.id, number, "invoice", "posted", order.customer_id, order.customer_name, order.customer_po,
        order.rep_id, order.order_id, order.currency, ROUNDINGS[order.tax_rounding], draft.invoiced_on, one.due_on,
        order.terms_days, order.billing_address, order.shipping_address, "", False, amounts.net_total, amounts.freight,
        order.freight_tax_code, order.freight_tax_rate, amounts.tax_total, amounts.total,
        amounts.total if one.is_paid else ZERO, 1, one.clerk.now,
    )  # fmt: skip


def _line_rows(invoices: Sequence[PastInvoice], drafts: Sequence[Draft]) -> Iterator[tuple[Any, ...]]:
    for one, draft in zip(invoices, drafts, strict=True):
        for position, billed in enumerate(draft.amounts.lines, 1):
            line = billed.source
            yield (
                new_id(one.clerk.now), draft.id, line.order_line_id, line.shipment_line_id, position, line.item_id,
                line.sku, line.name, billed.quantity, 0, 0, line.unit, line.unit_numerator, line.unit_denominator,
                line.unit_price, line.discount_percent, billed.net, line.tax_code, line.tax_rate,
            )  # fmt: skip
