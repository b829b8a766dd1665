from tradepost.domain.counting.queries.counts import (
    COUNTS,
    ENTRIES,
    LINES,
    Aisle,
    Key,
    aisles_of,
    count,
    count_by_id,
    count_for_update,
    line_ids_of,
    lines_of,
    sheet_lines,
)
from tradepost.domain.counting.queries.cycle import last_counted, turnover
from tradepost.domain.counting.queries.differences import differences
from tradepost.domain.counting.queries.scope import lying_in
from tradepost.domain.counting.queries.taken import Blocked, blocked_lines, taken

__all__ = [
    "COUNTS",
    "ENTRIES",
    "LINES",
    "Aisle",
    "Blocked",
    "Key",
    "aisles_of",
    "blocked_lines",
    "count",
    "count_by_id",
    "count_for_update",
    "differences",
    "last_counted",
    "line_ids_of",
    "lines_of",
    "lying_in",
    "sheet_lines",
    "taken",
    "turnover",
]
