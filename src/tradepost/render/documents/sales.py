"""The papers of selling: the quote, and the order's confirmation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from tradepost.base.money import ZERO
from tradepost.domain.parties.rules.terms import terms_of
from tradepost.domain.pricing.rules import tax_lines
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, OrderLine, Quote, QuoteLine
from tradepost.domain.sales.rules import with_freight
from tradepost.domain.sales.rules.charging import Shown, shown_charges
from tradepost.render.documents.amounts import pieces_note, priced, rounding_note, sums, tax_rows
from tradepost.render.documents.company import address_of, company
from tradepost.render.documents.marks import marks_of
from tradepost.render.documents.terms import agreed, deposit_note
from tradepost.render.papers import Address, Fact, Kind, Line, Paper, TaxRow, Total
from tradepost.render.papers.texts import language_of, text


def quote_paper(quote: Quote) -> Paper:
    """One revision, in the customer's language. Two statements for any number of lines."""
    lines = sales_queries.quote_lines(quote.pk)
    locale = quote.customer.party.language or "en"
    facts = [
        Fact("valid_until", quote.valid_until),
        Fact("customer_number", quote.customer.number),
        *([Fact("your_order", quote.customer_po)] if quote.customer_po else []),
        *([Fact("wanted_on", quote.requested_on)] if quote.requested_on else []),
    ]
    return Paper(
        kind=Kind.QUOTE,
        number=str(quote),
        company=company(),
        issued_on=_day(quote.sent_at or quote.made_at),
        to=address_of(quote.billing_address, quote.customer_name),
        deliver_to=deliver_to(quote),
        currency=quote.currency,
        locale=locale,
        facts=tuple(facts),
        lines=_offered(lines, quote.currency, locale),
        totals=(*sums(quote.net_total, _charges(quote), quote.tax_total, quote.total), *_options(lines)),
        taxes=_taxes(quote, [line for line in lines if line.chosen]),
        notes=(
            *_tax_texts(lines),
            *rounding_note(quote.tax_rounding, locale),
            *_notes(quote),
            *([quote.terms_text] if quote.terms_text else []),
        ),
    )


def _offered(lines: Sequence[QuoteLine], currency: str, locale: str) -> tuple[Line, ...]:
    """The lines under their headings, each heading with its sum; what is not chosen stands apart."""
    found: list[Line] = []
    for heading, rows in groupby(lines, key=lambda line: line.section):
        under = list(rows)
        net = sum((line.net for line in under if line.chosen), ZERO)
        for place, line in enumerate(under):
            note = "\n".join(_notes_of(line, locale))
            row = priced(line, line.typed_quantity, note=note, currency=currency, locale=locale)
            amount = net if heading and place == 0 else None
            found.append(replace(row, group=heading, group_amount=amount, apart=not line.chosen))
    return tuple(found)


def _notes_of(line: QuoteLine, locale: str) -> list[str]:
    stands = f"note.{line.kind}{'_chosen' if line.chosen else ''}"
    told = [] if line.kind == "firm" else [text(stands, language_of(locale)).format(group=line.choice)]
    pieces = pieces_note(line.price_trace, line.quantity, locale)
    return [*([pieces] if pieces else []), *told, *([line.note] if line.note else [])]


def _options(lines: Sequence[QuoteLine]) -> list[Total]:
    if all(line.chosen for line in lines):
        return []
    return [Total("options", sales_queries.options_of(lines))]


def order_confirmation(order: Order) -> Paper:
    """What we will deliver, when, and what it costs; what the last change changed is marked.

    Four statements for any number of lines.
    """
    locale = order.customer.party.language or "en"
    marks = marks_of(order.pk, order.currency, locale)
    lines = sales_queries.lines_of(order.pk)
    facts = [
        Fact("customer_number", order.customer.number),
        *([Fact("your_order", order.customer_po)] if order.customer_po else []),
        Fact("ordered_on", _day(order.placed_at)),
        *([Fact("wanted_on", order.requested_on)] if order.requested_on else []),
        *([Fact("change", str(marks.change.number))] if marks.change else []),
        Fact("terms", agreed(terms_of(order.terms_days, order.terms), locale)),
    ]
    return Paper(
        kind=Kind.ORDER_CONFIRMATION,
        number=order.number,
        company=company(),
        issued_on=_day(marks.change.made_at if marks.change else order.confirmed_at or order.placed_at),
        to=address_of(order.billing_address, order.customer_name),
        deliver_to=deliver_to(order),
        currency=order.currency,
        locale=locale,
        facts=tuple(facts),
        lines=tuple(
            marks.marked(line, _ordered(line, order.currency, locale)) for line in lines if marks.shows(line)
        ),
        totals=sums(order.net_total, _charges(order), order.tax_total, order.total),
        taxes=_taxes(order, lines),
        notes=(
            *_tax_texts(lines),
            *rounding_note(order.tax_rounding, locale),
            *marks.notes(),
            *deposit_note(order, locale),
            *_notes(order),
        ),
    )


def deliver_to(document: Order | Quote) -> Address | None:
    """Where the goods go, when that is not where the bill goes."""
    if not document.shipping_address or document.shipping_address == document.billing_address:
        return None
    return address_of(document.shipping_address, document.customer_name)


def _ordered(line: OrderLine, currency: str, locale: str) -> Line:
    notes = [pieces_note(line.price_trace, line.quantity, locale), line.note]
    note = "\n".join(note for note in notes if note)
    row = priced(line, line.typed_quantity, note=note, currency=currency, locale=locale)
    return Line(**{**vars(row), "day": line.promised_on}) if line.promised_on else row


def _charges(document: Order | Quote) -> list[Shown]:
    return shown_charges(document.charges, document.freight)


def _taxes(document: Order | Quote, lines: list[OrderLine] | list[QuoteLine]) -> tuple[TaxRow, ...]:
    as_goods = (document.freight_tax_code, document.freight_tax_rate)
    amounts = with_freight([line.taxed for line in lines], document.freight, as_goods)
    return tax_rows(tax_lines(amounts, document.currency, document.tax_rounding))


def _tax_texts(lines: Sequence[OrderLine] | Sequence[QuoteLine]) -> list[str]:
    """What is to be said of the taxes, each sentence once."""
    told = [(line.price_trace.get("tax") or {}).get("text", "") for line in lines]
    return list(dict.fromkeys(text for one in told for text in one.splitlines()))


def _notes(document: Order | Quote) -> tuple[str, ...]:
    return (document.note,) if document.note else ()


def _day(moment: datetime) -> date:
    """The day it was where people read dates."""
    return timezone.localtime(moment).date()
