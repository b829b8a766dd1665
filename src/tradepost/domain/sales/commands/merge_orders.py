from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.sales.commands._merge import carry_out, is_done
from tradepost.domain.sales.models import Order


@command
def merge_orders(
    by: By, *, order_id: UUID, other_ids: Sequence[UUID], reason: str = "", version: int | None = None
) -> Order:
    """Put all lines of other open orders of a customer into one of them, with what is promised to them.

    The others are cancelled and name it. Sent again it changes nothing. Freight is added up, holds go along, days
    stay. `version` is the order's that was read. Raises ChangedMeanwhile, DepositAsked, HasBegun, Invalid, NotAllowed,
    NotFound, OrdersDiffer.
    """
    if is_done(order_id, other_ids):
        return Order.objects.get(pk=order_id)
    return carry_out(by, order_id, other_ids, reason.strip(), version)[0]
