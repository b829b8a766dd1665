from tradepost.domain.corrections.queries.corrections import (
    CORRECTIONS,
    LINES,
    correction,
    correction_by_id,
    correction_for_update,
    lines_of,
    short_shelves,
    unit_worths,
)
from tradepost.domain.corrections.queries.differences import differences
from tradepost.domain.corrections.queries.reasons import (
    known_reason,
    open_reason,
    reason_for_update,
    reasons,
)

__all__ = [
    "CORRECTIONS",
    "LINES",
    "correction",
    "correction_by_id",
    "correction_for_update",
    "differences",
    "known_reason",
    "lines_of",
    "open_reason",
    "reason_for_update",
    "reasons",
    "short_shelves",
    "unit_worths",
]
