from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.counting import queries
from tradepost.domain.counting.events import CountCancelled
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count


@command
def cancel_count(by: By, *, count_id: UUID, reason: str) -> Count:
    """Nothing is corrected by it; what was counted stays to be read. Raises NotAllowed, NotFound, Invalid."""
    one = queries.count_for_update(count_id)
    state = COUNT.next(one.state, "cancel")
    if not reason.strip():
        raise Invalid("Say why the count is cancelled.", fields={"reason": "Say why."})
    save(one, state=state, cancelled_at=by.now, cancelled_reason=reason.strip())
    publish(by, CountCancelled(one.id, one.cancelled_reason))
    return one
