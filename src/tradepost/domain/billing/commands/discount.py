"""What is kept back for early payment, in the books."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import round_amount
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import Match, Open
from tradepost.domain.parties.rules.terms import discount_on, terms_of


def open_on(invoice: Invoice, paid_on: date) -> Open:
    """An invoice as money of that day pays it, with what may be kept back."""
    terms = terms_of(invoice.terms_days, invoice.terms)
    kept = discount_on(terms, invoice.invoiced_on, paid_on, invoice.open_amount, invoice.currency)
    return Open(invoice.id, invoice.open_amount, invoice.invoiced_on, kept)


def enter_discounts(by: By, matches: Sequence[Match], invoices: Mapping[UUID, Invoice]) -> None:
    """Discount and the tax in it against the receivable, one entry for each invoice, named by it.

    The tax on what was sold falls with what is paid for it (Article 90 of the VAT directive): the discount's tax
    is the share that tax has in the invoice.
    """
    entries = []
    for match in matches:
        if not match.discount:
            continue
        invoice = invoices[match.invoice_id]
        tax = round_amount(match.discount * invoice.tax_total / invoice.total, invoice.currency)
        lines = [
            PostingInput(Ledger.DISCOUNT, match.discount - tax),
            PostingInput(Ledger.TAX, tax),
            PostingInput(Ledger.RECEIVABLE, -match.discount, invoice.customer_id),
        ]
        entries.append(EntryInput(new_id(by.now), "discount", invoice.id, match.on, invoice.currency, lines))
    if entries:
        accounts.post(by, entries=entries)
