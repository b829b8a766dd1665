from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands._settle import settle, summarise
from tradepost.domain.counting.events import CountReopened
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count


@command
def reopen_count(by: By, *, count_id: UUID, reason: str = "") -> Count:
    """Back to the shelves: what was counted stays, and may be counted again. Raises NotAllowed, NotFound."""
    one = queries.count_for_update(count_id)
    state = COUNT.next(one.state, "reopen")
    # What was corrected by hand since shows up as lines to be counted again.
    settle(one)
    summarise(one)
    save(one, state=state, finished_at=None)
    publish(by, CountReopened(one.id, reason.strip()))
    return one
