import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.send_quote import send_quote
from tradepost.domain.sales.events import QuoteShared
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import QuoteShare

MOST_DAYS = 90


@dataclass(frozen=True, slots=True)
class MadeShare:
    """A new link with its secret, which nobody can read again."""

    share: QuoteShare
    secret: str = field(repr=False)


@command
def share_quote(by: By, *, quote_id: UUID, share_id: UUID, sent_to: str = "", days: int = 14) -> MadeShare:
    """Make a link for the buyer; a draft is sent by it. It opens for so many days, whatever the quote's last day is.

    Raises Invalid, NotFound, and NotAllowed for a quote that is over.
    """
    quote = queries.quote_for_update(quote_id)
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("A link opens for 1 to 90 days.", fields={"days": "Between 1 and 90."})
    if "send" in QUOTE.allowed(quote.state):
        send_quote(by, quote_id=quote_id)
    else:
        QUOTE.next(quote.state, "accept")
    secret = secrets.token_urlsafe(32)
    share = QuoteShare.objects.create(
        id=share_id,
        quote=quote,
        number=quote.number,
        hash=queries.hash_of(secret),
        sent_to=" ".join(sent_to.split()),
        made_by=by.actor,
        made_at=by.now,
        expires_at=by.now + timedelta(days=days),
    )
    publish(by, QuoteShared(quote_id, share.pk, share.sent_to, share.expires_at))
    return MadeShare(share, secret)
