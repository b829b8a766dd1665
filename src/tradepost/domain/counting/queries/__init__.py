from tradepost.domain.counting.queries.counts import (
    COUNTS,
    LINES,
    count,
    count_by_id,
    count_for_update,
    line_ids_of,
    sheet_lines,
)
from tradepost.domain.counting.queries.cycle import last_counted, turnover
from tradepost.domain.counting.queries.differences import differences
from tradepost.domain.counting.queries.scope import lying_in
from tradepost.domain.counting.queries.taken import Blocked, blocked_lines, entries_of, taken

__all__ = [
    "COUNTS",
    "LINES",
    "Blocked",
    "blocked_lines",
    "count",
    "count_by_id",
    "count_for_update",
    "differences",
    "entries_of",
    "last_counted",
    "line_ids_of",
    "lying_in",
    "sheet_lines",
    "taken",
    "turnover",
]
