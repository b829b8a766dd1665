from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands._stop import LotStopped, change_state


@command
def release_lot(by: By, *, lot_id: UUID, reason: str) -> LotStopped:
    """A lot may be sold again; what lies of it serves who waits. One past its last day stays expired.

    Raises NotFound, NotAllowed, Invalid without a reason.
    """
    return change_state(by, lot_id, "release", reason)
