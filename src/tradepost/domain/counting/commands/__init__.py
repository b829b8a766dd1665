from tradepost.domain.counting.commands.cancel_count import cancel_count
from tradepost.domain.counting.commands.finish_count import CountAgain, NotAllCounted, finish_count
from tradepost.domain.counting.commands.plan_count import plan_count
from tradepost.domain.counting.commands.plan_cycle_counts import plan_cycle_counts
from tradepost.domain.counting.commands.post_count import (
    AboveYourLimit,
    ChangedSinceReview,
    LessThanSetAside,
    post_count,
)
from tradepost.domain.counting.commands.record_counts import CountedInput, record_counts
from tradepost.domain.counting.commands.reopen_count import reopen_count
from tradepost.domain.counting.commands.start_count import NothingToCount, TooManyLines, start_count

__all__ = [
    "AboveYourLimit",
    "ChangedSinceReview",
    "CountAgain",
    "CountedInput",
    "LessThanSetAside",
    "NotAllCounted",
    "NothingToCount",
    "TooManyLines",
    "cancel_count",
    "finish_count",
    "plan_count",
    "plan_cycle_counts",
    "post_count",
    "record_counts",
    "reopen_count",
    "start_count",
]
