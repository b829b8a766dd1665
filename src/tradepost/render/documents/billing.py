"""The papers of billing: invoice, credit note, statement of account."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice, InvoiceLine
from tradepost.domain.billing.queries import AgeingRow, Statement, StatementLine
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.rules import TaxLine
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.rules.charging import shown_charges
from tradepost.render.documents.amounts import pieces_note, priced, rounding_note, shown, sums, tax_rows
from tradepost.render.documents.company import address_of, company
from tradepost.render.documents.terms import due_notes
from tradepost.render.papers import Ageing, Fact, Kind, Line, Paper, Total
from tradepost.render.papers.formats import day_text, money_text


def invoice_paper(invoice: Invoice) -> Paper:
    """An invoice, or a credit note, as it was posted. Three statements for any number of lines, one more by weight.

    An invoice in euro bears a payment code over what is still open.
    """
    is_note = invoice.kind == "credit_note"
    lines = billing_queries.lines_of(invoice.pk)
    locale = invoice.customer.party.language or "en"
    pieces = _pieces(lines, locale)
    taxes = [TaxLine(tax.code, tax.rate, tax.net, tax.tax) for tax in billing_queries.taxes_of(invoice.pk)]
    return Paper(
        kind=Kind.CREDIT_NOTE if is_note else Kind.INVOICE,
        number=invoice.number,
        company=company(),
        issued_on=invoice.invoiced_on,
        to=address_of(invoice.billing_address, invoice.customer_name),
        currency=invoice.currency,
        locale=locale,
        facts=tuple(_facts(invoice)),
        lines=tuple(
            priced(
                line,
                shown(line.typed_quantity),
                note=pieces.get(line.pk, ""),
                currency=invoice.currency,
                locale=locale,
            )
            for line in lines
        ),
        totals=sums(
            invoice.net_total,
            shown_charges(invoice.charges, invoice.freight),
            invoice.tax_total,
            invoice.total,
            _settled(invoice),
        ),
        taxes=tax_rows(taxes),
        payable=None if is_note else invoice.open_amount or None,
        notes=(
            *invoice.tax_texts,
            *rounding_note(invoice.tax_rounding, locale),
            *due_notes(invoice, locale),
        ),
    )


def _pieces(lines: Sequence[InvoiceLine], locale: str) -> dict[UUID, str]:
    """How many pieces were weighed, by line, of those that are billed by weight."""
    weighed = {
        line.order_line_id: line for line in lines if line.weight_milli is not None and line.order_line_id
    }
    traces = sales_queries.price_traces(list(weighed)) if weighed else {}
    return {
        line.pk: pieces_note(traces.get(line.order_line_id, {}), line.quantity, locale, billed=True)
        for line in lines
        if line.order_line_id in weighed
    }


def _facts(invoice: Invoice) -> list[Fact]:
    facts = [
        Fact("customer_number", invoice.customer.number),
        *(
            [Fact("your_tax_number", invoice.customer.party.tax_number)]
            if invoice.customer.party.tax_number
            else []
        ),
        *([Fact("your_order", invoice.customer_po)] if invoice.customer_po else []),
        *([Fact("order", invoice.order.number)] if invoice.order else []),
    ]
    if invoice.credits is not None:
        facts += [Fact("invoice", invoice.credits.number), Fact("invoiced_on", invoice.credits.invoiced_on)]
    if invoice.kind == "invoice":
        due = invoice.next_due
        facts.append(Fact("due_on", due.on if due else invoice.due_on))
    if invoice.reason:
        facts.append(Fact("reason", invoice.reason))
    return facts


def _settled(invoice: Invoice) -> list[Total]:
    """What is paid of an invoice already (a deposit, a payment before it was printed)."""
    if invoice.kind == "credit_note" or not invoice.settled:
        return []
    return [Total("paid", -invoice.settled), Total("due", invoice.open_amount, strong=True)]


def statement_paper(found: Statement, ages: Sequence[AgeingRow]) -> Paper:
    """All documents of the days, with the balance, and how old the open ones are. Two statements."""
    terms = parties_queries.customer_terms(found.customer_id)
    last = found.until - timedelta(days=1)
    return Paper(
        kind=Kind.STATEMENT,
        number=found.customer_number,
        company=company(),
        issued_on=last,
        to=address_of(terms.billing_address, found.customer_name),
        currency=found.currency,
        locale=terms.language or "en",
        facts=(
            Fact("customer_number", found.customer_number),
            Fact("from", found.since),
            Fact("until", last),
        ),
        lines=tuple(_line(line, found.currency, terms.language or "en") for line in found.lines),
        totals=(Total("opening", found.opening), Total("closing", found.closing, strong=True)),
        ageing=next((_ages(row) for row in ages if row.currency == found.currency), None),
        payable=found.closing if found.closing > 0 else None,
    )


KINDS = {"invoice": "Invoice", "credit_note": "Credit note", "payment": "Payment", "discount": "Discount"}


def _line(line: StatementLine, currency: str, locale: str) -> Line:
    def amount(value: Decimal) -> Decimal | None:
        return value or None

    return Line(
        day=line.day,
        number=line.number,
        name=KINDS.get(line.kind, line.kind),
        note=_dues(line, currency, locale) or line.reference,
        due_on=line.due_on,
        debit=amount(line.debit),
        credit=amount(line.credit),
        balance=line.balance,
    )


def _dues(line: StatementLine, currency: str, locale: str) -> str:
    """What of an invoice is due when, where that is more than one day."""
    return "; ".join(
        f"{day_text(due.on, locale)} {money_text(due.amount, currency, locale)}" for due in line.parts
    )


def _ages(row: AgeingRow) -> Ageing:
    # What was paid and not matched yet counts against what is not due, so that the row adds up.
    return Ageing(
        row.not_due + row.on_account, row.days_1_to_30, row.days_31_to_60, row.days_61_to_90, row.days_over_90
    )
