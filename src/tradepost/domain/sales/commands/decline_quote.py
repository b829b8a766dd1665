from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import QuoteDeclined
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote


@command
def decline_quote(by: By, *, quote_id: UUID, declined_by: str = "", reason: str = "") -> Quote:
    """The customer said no; the reason is kept. A declined quote may still be revised."""
    quote = queries.quote_for_update(quote_id)
    quote.state = QUOTE.next(quote.state, "decline")
    quote.answered_at, quote.answered_by, quote.answer_note = by.now, declined_by or by.actor, reason
    quote.save(update_fields=["state", "answered_at", "answered_by", "answer_note"])
    publish(by, QuoteDeclined(quote_id, quote.number, quote.revision, reason))
    return Quote.objects.get(pk=quote_id)
