"""Links of quotes for buyers, and what was said about them."""

import hashlib
from datetime import datetime
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales.models import Quote, QuoteAsk, QuoteShare


def hash_of(secret: str) -> str:
    """What is kept of the secret of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_of(secret: str, now: datetime) -> QuoteShare:
    """The link of this secret, while it opens. Raises NotFound, whatever is the matter, and says nothing of it."""
    found = (
        QuoteShare.objects.select_related("quote__customer__party", "order")
        .filter(hash=hash_of(secret), revoked_at__isnull=True, expires_at__gt=now)
        .first()
    )
    if found is None:
        raise NotFound("This link opens nothing.")
    return found


def share_for_update(share_id: UUID) -> QuoteShare:
    """One link, locked. Raises NotFound."""
    found = QuoteShare.objects.select_for_update(no_key=True).filter(pk=share_id).first()
    if found is None:
        raise NotFound("There is no such link.")
    return found


def share(by: By, share_id: UUID) -> QuoteShare:
    """One link of a quote that the actor may see. Raises NotFound."""
    rows = access_queries.scoped(
        QuoteShare.objects.all(), by, rep="quote__rep_id", customer="quote__customer_id"
    )
    found = rows.filter(pk=share_id).first()
    if found is None:
        raise NotFound("There is no such link.")
    return found


def shares_of(number: str) -> list[QuoteShare]:
    """The links of a quote, whichever revision, the newest first."""
    return list(QuoteShare.objects.filter(number=number).order_by("-made_at", "id"))


def shared_quote(link: QuoteShare) -> Quote:
    """What a link shows: the newest revision that was sent, with its customer."""
    rows = Quote.objects.filter(number=link.number).exclude(state="draft").order_by("-revision")
    found: Quote = rows.select_related("customer__party")[:1].get()
    return found


def asks_of(quote_id: UUID) -> list[QuoteAsk]:
    """What was said about a revision, the oldest first, with its lines."""
    return list(QuoteAsk.objects.filter(quote_id=quote_id).select_related("line").order_by("made_at", "id"))


def wanted_by_buyer(quote_id: UUID) -> dict[UUID, dict[str, QuoteAsk]]:
    """Of each line the last quantity and the last price that the buyer asked for."""
    found: dict[UUID, dict[str, QuoteAsk]] = {}
    for ask in asks_of(quote_id):
        if not ask.from_buyer or ask.line_id is None:
            continue
        for name in ("quantity", "unit_price"):
            if getattr(ask, name) is not None:
                found.setdefault(ask.line_id, {})[name] = ask
    return found
