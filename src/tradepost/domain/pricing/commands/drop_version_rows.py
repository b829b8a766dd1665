from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.pricing.commands._versions import draft_for_update, tell_prices


@command
def drop_version_rows(by: By, *, version_id: UUID, row_ids: Sequence[UUID]) -> int:
    """Take changes out of a draft: these prices stay as they stand. Gives how many changes it has now.

    Raises NotFound, NotAllowed.
    """
    version = draft_for_update(version_id)
    dropped = sql.run(
        "delete from pricing_version_row where of_id = %s and id = any(%s::uuid[])",
        [version_id, list(row_ids)],
    )
    return tell_prices(by, version, dropped)
