from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._quote import (
    Header,
    take_header,
    terms_said,
    usual_last_day,
    write_quote,
)
from tradepost.domain.sales.events import QuoteRevised
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.queries import LineInput, OfferedInput
from tradepost.domain.sales.rules import is_free


def _revised(revision_id: UUID) -> Quote:
    return Quote.objects.get(pk=revision_id)


@command(once="revision_id", again=_revised)
def revise_quote(
    by: By,
    *,
    quote_id: UUID,
    revision_id: UUID,
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
    """Make the next revision, a draft under the same number; the one before is superseded and kept.

    Without `lines` the offered ones are taken over, at the offered prices. None leaves a field as it
    was; the last day becomes thirty days from now where none is given. Refuses drafts (change them),
    accepted and ordered quotes. `without` freight the rules of charges decide of it.
    """
    before = queries.quote_for_update(quote_id)
    before.state = QUOTE.next(before.state, "revise")
    offered = lines if lines is not None else _offered(quote_id)
    revision = _next_of(before, revision_id, by)
    customer = parties_queries.customer_terms(before.customer_id)
    header = Header(
        valid_until, customer_po, requested_on, order_discount_percent, freight, note, shipping_address,
        terms_said(customer, terms, terms_text), "freight" in without,
    )  # fmt: skip
    take_header(revision, header, by.now.date())
    before.save(update_fields=["state"])
    write_quote(by, revision, offered, customer, new=True)
    publish(by, QuoteRevised(revision_id, quote_id, revision.number, revision.revision))
    return Quote.objects.get(pk=revision_id)


def _offered(quote_id: UUID) -> list[OfferedInput]:
    """The lines at the offered prices; what came free is found again."""
    standing = [line for line in queries.quote_lines(quote_id) if not is_free(line.price_trace)]
    return queries.quote_as_offered(standing)


def _next_of(before: Quote, revision_id: UUID, by: By) -> Quote:
    return Quote(
        id=revision_id,
        number=before.number,
        revision=before.revision + 1,
        replaces_id=before.pk,
        customer_id=before.customer_id,
        currency=before.currency,
        valid_until=usual_last_day(by),
        customer_po=before.customer_po,
        requested_on=before.requested_on,
        order_discount_percent=before.order_discount_percent,
        freight=before.freight,
        charges=before.charges,
        note=before.note,
        shipping_address=before.shipping_address,
        terms_text=before.terms_text,
        made_at=by.now,
    )
