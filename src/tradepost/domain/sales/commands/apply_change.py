from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change import carry_out
from tradepost.domain.sales.events import OrderChanged
from tradepost.domain.sales.models import ChangeSet
from tradepost.domain.sales.queries import ChangeAsked


@command(once="change_id", again=queries.change_set)
def apply_change(
    by: By,
    *,
    change_id: UUID,
    order_id: UUID,
    asked: ChangeAsked,
    seen: str = "",
    version: int | None = None,
) -> ChangeSet:
    """Change a confirmed order: all of it or nothing, and as it was previewed.

    `seen` is the fingerprint of the preview; where it is no longer true, nothing is changed. `version` is the order's
    that was read. What is new or more is priced as of today and promised as at confirming; what is less is free for
    others. What the warehouse has keeps its price; what was delivered and is not wanted is proposed for return. Raises
    ChangedMeanwhile, CustomerIsBlocked, Invalid naming each line, LeavesWhole, NotAllowed, NotFound, NothingChanged,
    QuotaUsed, ReservedAlready, WithAnotherCustomer.
    """
    order, effect = carry_out(by, change_id, order_id, asked, version)
    if seen and seen != effect.fingerprint:
        raise ChangedMeanwhile(
            f"What you saw of {order.number} is no longer true: stock, prices or the order changed."
            " Look at the preview again.",
            version=order.version,
        )
    named = [*effect.head, *(["lines"] if effect.lines else [])]
    publish(by, OrderChanged(order_id, sorted(named), effect.number, change_id))
    return queries.change_set(change_id)
