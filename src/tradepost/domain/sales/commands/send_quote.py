from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._quote import refuse_past_day
from tradepost.domain.sales.events import QuoteSent
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote


@command
def send_quote(by: By, *, quote_id: UUID) -> Quote:
    """The customer has it now: from here on it is revised, not changed. Refuses a last day in the past."""
    quote = queries.quote_for_update(quote_id)
    quote.state = QUOTE.next(quote.state, "send")
    refuse_past_day(quote.valid_until, by.now.date())
    quote.sent_at = by.now
    quote.save(update_fields=["state", "sent_at"])
    publish(by, QuoteSent(quote_id, quote.number, quote.revision, quote.customer_id))
    return Quote.objects.get(pk=quote_id)
