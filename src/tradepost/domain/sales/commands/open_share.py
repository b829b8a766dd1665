from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import QuoteOpened


@command
def open_share(by: By, *, share_id: UUID) -> None:
    """The buyer looked at it for the first time; later times change nothing. Raises NotFound."""
    share = queries.share_for_update(share_id)
    if share.opened_at is not None:
        return
    share.opened_at = by.now
    share.save(update_fields=["opened_at"])
    publish(by, QuoteOpened(share.quote_id, share.pk))
