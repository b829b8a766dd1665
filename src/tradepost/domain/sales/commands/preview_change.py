from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, rehearse
from tradepost.base.ids import new_id
from tradepost.domain.sales.commands._change import carry_out
from tradepost.domain.sales.queries import ChangeAsked, Effect


@command
def preview_change(by: By, *, order_id: UUID, asked: ChangeAsked, version: int | None = None) -> Effect:
    """What `apply_change` would do now; it is done and undone, so that both are the same. Nothing is written or told.

    Refuses what `apply_change` refuses.
    """
    return rehearse(lambda: carry_out(by, new_id(by.now), order_id, asked, version)[1])
