from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands._settle import settle, summarise
from tradepost.domain.counting.events import CountFinished
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count


class NotAllCounted(Refusal):
    """Some lines have no number yet."""


class CountAgain(Refusal):
    """On some lines no number holds: people disagree, or the stock was corrected by hand since."""


@command
def finish_count(by: By, *, count_id: UUID, leave_uncounted: bool = False) -> Count:
    """Counting ends, the differences can be looked at. With `leave_uncounted` lines without a number stay as they are.

    Raises NotAllowed, NotFound, CountAgain, NotAllCounted.
    """
    one = queries.count_for_update(count_id)
    state = COUNT.next(one.state, "finish")
    settle(one)
    summarise(one)
    uncounted = one.lines_count - one.counted_count - one.recount_count
    if one.recount_count:
        raise CountAgain(
            f"Lines to be counted again: {one.recount_count}. People found different numbers,"
            " or the stock was corrected by hand after it was counted.",
            lines=one.recount_count,
        )
    if uncounted and not leave_uncounted:
        raise NotAllCounted(
            f"Lines not counted yet: {uncounted}. Count them, or finish and leave them as they are.",
            lines=uncounted,
        )
    if not one.counted_count:
        raise NotAllCounted("Nothing is counted yet. Count something, or cancel the count.", lines=uncounted)
    save(one, state=state, finished_at=by.now)
    publish(by, CountFinished(one.id, one.differing_count, uncounted))
    return one
