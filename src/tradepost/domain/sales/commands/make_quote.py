from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._quote import (
    Header,
    take_header,
    terms_said,
    usual_last_day,
    write_quote,
)
from tradepost.domain.sales.events import QuoteMade
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.queries import LineInput


def _made(quote_id: UUID) -> Quote:
    return Quote.objects.get(pk=quote_id)


@command(once="quote_id", again=_made)
def make_quote(
    by: By,
    *,
    quote_id: UUID,
    customer_id: UUID,
    lines: Sequence[LineInput],
    valid_until: date | None = None,
    customer_po: str = "",
    requested_on: date | None = None,
    order_discount_percent: Decimal = ZERO,
    freight: Decimal | None = None,
    note: str = "",
    shipping_address: str = "",
    terms: str = "",
    terms_text: str = "",
    template_id: UUID | None = None,
) -> Quote:
    """Write a draft quote at today's prices; it may be accepted until `valid_until` (thirty days from now).

    `freight` None: the rules of charges decide.

    Without lines it begins with those of the template, and has of it what was not typed. `terms` names a text that is
    kept; a typed one goes before it.
    Refuses blocked customers, lines that cannot be priced (naming each) and a last day in the past. The
    number of statements is the same for 1 and 1,000 lines.
    """
    customer = parties_queries.customer_terms(customer_id)
    if template_id is not None:
        begun = queries.template(by, template_id)
        lines = lines or queries.template_as_typed(template_id)
        note, terms_text = note or begun.note, terms_text or ("" if terms else begun.terms_text)
        valid_until = valid_until or by.now.date() + timedelta(days=begun.valid_days)
    quote = Quote(
        id=quote_id,
        number=cheap_numbers("quote")[0],
        customer_id=customer_id,
        currency=customer.currency,
        valid_until=valid_until or usual_last_day(by),
        requested_on=requested_on,
        freight=ZERO,
        made_at=by.now,
    )
    said = terms_said(customer, terms, terms_text)
    header = Header(None, customer_po, None, order_discount_percent, freight, note, shipping_address, said)
    take_header(quote, header, by.now.date())
    write_quote(by, quote, lines, customer, new=True)
    publish(by, QuoteMade(quote_id, quote.number, customer_id))
    return Quote.objects.get(pk=quote_id)
