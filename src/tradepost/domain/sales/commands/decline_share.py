from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.decline_quote import decline_quote
from tradepost.domain.sales.models import Quote


@command
def decline_share(by: By, *, share_id: UUID, quote_id: UUID, declined_by: str, reason: str = "") -> Quote:
    """The buyer says no to what the link shows, by name; `reason` is what they say of it.

    `quote_id` is what was read. Said again it changes nothing. Raises NotFound for a link that does not open,
    ChangedMeanwhile when another revision stands now or the offer is open no more, Invalid without a name.
    """
    share = queries.share_for_update(share_id)
    if share.revoked_at is not None or by.now >= share.expires_at:
        raise NotFound("This link opens nothing.")
    name = " ".join(declined_by.split())
    if not 0 < len(name) <= 200:
        raise Invalid("Say who you are.", fields={"declined_by": "Your name."})
    if queries.shared_quote(share).pk != quote_id:
        raise ChangedMeanwhile("The offer was changed meanwhile. Read what stands now, and answer again.")
    quote = queries.quote_for_update(quote_id)
    if quote.state == "declined":
        return quote
    if quote.state != "sent":
        raise ChangedMeanwhile("This offer is open no more. Read what stands now.")
    return decline_quote(by, quote_id=quote_id, declined_by=name, reason=reason.strip())
