from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.order_quote import refuse_ordered
from tradepost.domain.sales.events import QuoteDeclined
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Quote


@command
def decline_quote(
    by: By, *, quote_id: UUID, declined_by: str = "", lost_for: str = "", reason: str = ""
) -> Quote:
    """The customer said no; `lost_for` is the code of a kept reason, `reason` what was said. It may be revised.

    Raises Invalid at `lost_for`, and QuoteIsOrdered where something of it was ordered.
    """
    quote = queries.quote_for_update(quote_id)
    was = quote.state
    quote.state = QUOTE.next(was, "decline")
    if was == "accepted":
        refuse_ordered(quote)
    if lost_for and lost_for not in [one.code for one in queries.lost_reasons()]:
        raise Invalid("Say why it was declined.", fields={"lost_for": "Choose one of the reasons."})
    quote.answered_at, quote.answered_by, quote.answer_note = by.now, declined_by or by.actor, reason
    quote.lost_for = lost_for
    quote.save(update_fields=["state", "answered_at", "answered_by", "answer_note", "lost_for"])
    publish(by, QuoteDeclined(quote_id, quote.number, quote.revision, reason, lost_for))
    return Quote.objects.get(pk=quote_id)
