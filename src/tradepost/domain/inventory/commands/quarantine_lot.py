from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands._stop import LotStopped, change_state


@command
def quarantine_lot(by: By, *, lot_id: UUID, reason: str) -> LotStopped:
    """Nothing of a lot is sold, reserved, picked or shipped until it is released, wherever it lies.

    Promises that its stock no longer holds go to other stock, to supply or to backorder, as after a count. What is
    set aside already stays so, and may not leave.

    Raises NotFound, NotAllowed, Invalid without a reason.
    """
    return change_state(by, lot_id, "quarantine", reason)
