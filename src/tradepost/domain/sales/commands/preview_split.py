from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, rehearse
from tradepost.base.ids import new_id
from tradepost.domain.sales.commands._split import carry_out
from tradepost.domain.sales.queries import Regrouped


@command
def preview_split(
    by: By, *, order_id: UUID, lines: Sequence[tuple[UUID, int]], version: int | None = None
) -> Regrouped:
    """What `split_order` would do now; it is done and undone, so that both are the same. Nothing is written or told.

    Refuses what `split_order` refuses.
    """
    return rehearse(lambda: carry_out(by, new_id(by.now), order_id, lines, "", version)[1])
