from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._quote import Header, take_header, terms_said, write_quote
from tradepost.domain.sales.events import QuoteChanged
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.queries import LineInput


@command
def change_quote(
    by: By,
    *,
    quote_id: UUID,
    version: int | None = None,
    lines: Sequence[LineInput] | None = None,
    valid_until: date | None = None,
    customer_po: str | None = None,
    requested_on: date | None = None,
    order_discount_percent: Decimal | None = None,
    freight: Decimal | None = None,
    note: str | None = None,
    shipping_address: str | None = None,
    terms: str = "",
    terms_text: str | None = None,
    without: Collection[str] = (),
) -> Quote:
    """Rewrite a draft; lines are priced again today, keeping typed prices. None leaves a field as it is;
    `without` freight, what was typed of it is taken back and the rules of charges decide.

    `version` is what the caller read. Refuses a quote that was sent: it is revised instead. Raises
    ChangedMeanwhile, Invalid, NotAllowed.
    """
    quote = queries.quote_for_update(quote_id)
    if version is not None and version != quote.version:
        raise ChangedMeanwhile(
            f"{quote} was changed by someone else. Load it again and repeat your change.",
            version=quote.version,
        )
    quote.state = QUOTE.next(quote.state, "change")
    customer = parties_queries.customer_terms(quote.customer_id)
    header = Header(
        valid_until, customer_po, requested_on, order_discount_percent, freight, note, shipping_address,
        terms_said(customer, terms, terms_text), "freight" in without,
    )  # fmt: skip
    take_header(quote, header, by.now.date())
    typed = queries.quote_as_typed(quote_id) if lines is None else lines
    write_quote(by, quote, typed, customer, new=False)
    publish(by, QuoteChanged(quote_id, header.given() + ([] if lines is None else ["lines"])))
    return Quote.objects.get(pk=quote_id)
