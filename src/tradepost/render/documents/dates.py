"""New days for lines whose supply moved: the paper that goes with the notice, and the same as text."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.models import OrderLine
from tradepost.render.documents.amounts import in_unit
from tradepost.render.documents.company import address_of, company
from tradepost.render.papers import Fact, Kind, Line, Paper
from tradepost.render.papers.formats import day_text, quantity_text
from tradepost.render.papers.texts import language_of, text

MOST_LINES = 40
"""So many stand in a mail's text; the paper has all."""
LONGEST_NAME = 80


def new_dates_paper(customer: Customer, lines: Sequence[OrderLine], issued_on: date) -> Paper:
    """In the customer's language: each line with the day told so far and the new one. Two statements."""
    terms = parties_queries.customer_terms(customer.pk)
    locale = terms.language or "en"
    return Paper(
        kind=Kind.NEW_DATES,
        number=customer.number,
        company=company(),
        issued_on=issued_on,
        to=address_of(terms.billing_address, terms.name),
        currency=terms.currency,
        locale=locale,
        facts=(Fact("customer_number", terms.number),),
        lines=tuple(_line(line, locale) for line in lines),
        barcode=False,
    )


def _line(line: OrderLine, locale: str) -> Line:
    new_on = line.new_on  # type: ignore[attr-defined]  # queries.moved_lines annotates it
    return Line(
        group=_order(line, locale),
        position=str(line.position),
        code=line.sku,
        name=line.name,
        note="" if new_on else text("dates.unknown", language_of(locale)),
        quantity=_left(line),
        unit=line.unit or line.item.base_unit,
        due_on=line.promised_on,
        day=new_on,
    )


def dates_text(lines: Sequence[OrderLine], locale: str) -> str:
    """What moved, a paragraph for each order, a line for each line; of very many the first."""
    parts = []
    for _, group in groupby(lines[:MOST_LINES], key=lambda line: line.order_id):
        told = list(group)
        rows = [f"- {_what(line, locale)}: {_days(line, locale)}" for line in told]
        parts.append("\n".join([_order(told[0], locale), *rows]))
    if left := len(lines) - MOST_LINES if len(lines) > MOST_LINES else 0:
        parts.append(text("dates.more", language_of(locale)).format(n=left))
    return "\n\n".join(parts)


def _order(line: OrderLine, locale: str) -> str:
    """Their order and ours, as a heading."""
    language, order = language_of(locale), line.order
    named = f"{text('fact.order', language)} {order.number}"
    theirs = " ".join(order.customer_po.split())
    return f"{named}, {text('fact.your_order', language)} {theirs}" if theirs else named


def _what(line: OrderLine, locale: str) -> str:
    name = " ".join(line.name.split())[:LONGEST_NAME]
    unit = line.unit or line.item.base_unit
    return f"{quantity_text(_left(line), locale)} {unit} {name} ({line.sku})"


def _days(line: OrderLine, locale: str) -> str:
    language, new_on = language_of(locale), line.new_on  # type: ignore[attr-defined]  # as above
    new = day_text(new_on, locale) if new_on else text("dates.unknown", language)
    if line.promised_on is None:
        return new
    return f"{new} {text('dates.instead', language)} {day_text(line.promised_on, locale)}"


def _left(line: OrderLine) -> int | Decimal:
    return in_unit(line.open, line.unit_numerator, line.unit_denominator)
