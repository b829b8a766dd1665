from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import ShareRevoked


@command
def revoke_share(by: By, *, share_id: UUID) -> None:
    """The link opens nothing from now on; said again, nothing changes. Raises NotFound."""
    share = queries.share_for_update(share_id)
    if share.revoked_at is not None:
        return
    share.revoked_at = by.now
    share.save(update_fields=["revoked_at"])
    publish(by, ShareRevoked(share.quote_id, share.pk))
