from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import QuoteAccepted
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote


class QuoteHasExpired(Refusal):
    """Its last day has passed; the next revision may be accepted."""


@command
def accept_quote(
    by: By, *, quote_id: UUID, accepted_by: str = "", customer_po: str = "", note: str = ""
) -> Quote:
    """The customer said yes, on the last day at the latest; `accepted_by` is the name of who said so.

    Refuses QuoteHasExpired, and whatever is not sent: of two acceptances the second is refused.
    """
    quote = queries.quote_for_update(quote_id)
    quote.state = QUOTE.next(quote.state, "accept")
    if by.now.date() > quote.valid_until:
        raise QuoteHasExpired(
            f"{quote} could be accepted until {quote.valid_until}. Revise it to offer it again.",
            valid_until=quote.valid_until,
        )
    quote.answered_at, quote.answered_by, quote.answer_note = by.now, accepted_by or by.actor, note
    quote.customer_po = customer_po or quote.customer_po
    quote.save(update_fields=["state", "answered_at", "answered_by", "answer_note", "customer_po"])
    publish(by, QuoteAccepted(quote_id, quote.number, quote.revision, quote.answered_by))
    return Quote.objects.get(pk=quote_id)
