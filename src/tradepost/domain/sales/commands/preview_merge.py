from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, rehearse
from tradepost.domain.sales.commands._merge import carry_out
from tradepost.domain.sales.queries import Regrouped


@command
def preview_merge(
    by: By, *, order_id: UUID, other_ids: Sequence[UUID], version: int | None = None
) -> Regrouped:
    """What `merge_orders` would do now; it is done and undone, so that both are the same. Nothing is written or told.

    Refuses what `merge_orders` refuses.
    """
    return rehearse(lambda: carry_out(by, order_id, other_ids, "", version)[1])
