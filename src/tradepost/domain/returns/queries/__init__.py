from tradepost.domain.returns.queries.differences import differences
from tradepost.domain.returns.queries.returnable import (
    as_returnable,
    billed_for,
    expected_lines,
    first_place,
    lines_to_settle,
    returnable,
    undecided_lines,
)
from tradepost.domain.returns.queries.returns import (
    RETURNS,
    credits_of,
    customer_return,
    return_by_id,
    return_for_update,
    return_lines,
    returns_of,
)

__all__ = [
    "RETURNS",
    "as_returnable",
    "billed_for",
    "credits_of",
    "customer_return",
    "differences",
    "expected_lines",
    "first_place",
    "lines_to_settle",
    "return_by_id",
    "return_for_update",
    "return_lines",
    "returnable",
    "returns_of",
    "undecided_lines",
]
