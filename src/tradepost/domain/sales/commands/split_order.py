from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._split import carry_out
from tradepost.domain.sales.models import Order


def _made(new_order_id: UUID) -> Order:
    return Order.objects.get(pk=new_order_id)


@command(once="new_order_id", again=_made)
def split_order(
    by: By,
    *,
    new_order_id: UUID,
    order_id: UUID,
    lines: Sequence[tuple[UUID, int]],
    reason: str = "",
    version: int | None = None,
) -> Order:
    """Make another order of base units of lines of an open one; gives the new one.

    What is promised to them goes along, as do prices, terms, wishes, holds and what they call off; freight and deposit
    stay. What is with the warehouse, or was shipped, stays. `version` is the order's that was read. Raises
    ChangedMeanwhile, Invalid naming each line, NotAllowed, NotFound, NothingStays.
    """
    return carry_out(by, new_order_id, order_id, lines, reason.strip(), version)[0]
