from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands._stop import LotStopped, change_state


@command
def recall_lot(by: By, *, lot_id: UUID, reason: str) -> LotStopped:
    """A lot that must come back: nothing of it leaves any more, and who got it stands in reports' list.

    Its stock and promises as by quarantine_lot.

    Raises NotFound, NotAllowed, Invalid without a reason.
    """
    return change_state(by, lot_id, "recall", reason)
