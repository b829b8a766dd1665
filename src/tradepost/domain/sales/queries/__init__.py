from tradepost.domain.sales.queries.credit import open_value_of
from tradepost.domain.sales.queries.differences import differences
from tradepost.domain.sales.queries.lines import (
    LastBought,
    LineInput,
    as_typed,
    last_bought,
    lines_of,
    lines_with,
    lines_with_items,
)
from tradepost.domain.sales.queries.lists import ORDERS
from tradepost.domain.sales.queries.orders import (
    hold,
    holds_of,
    order,
    order_for_update,
    orders_for_update,
)
from tradepost.domain.sales.queries.quotes import (
    QUOTES,
    changes_of,
    order_of_quote,
    quote,
    quote_as_offered,
    quote_as_typed,
    quote_for_update,
    quote_lines,
    revisions_of,
    terms_changed,
)

__all__ = [
    "ORDERS",
    "QUOTES",
    "LastBought",
    "LineInput",
    "as_typed",
    "changes_of",
    "differences",
    "hold",
    "holds_of",
    "last_bought",
    "lines_of",
    "lines_with",
    "lines_with_items",
    "open_value_of",
    "order",
    "order_for_update",
    "order_of_quote",
    "orders_for_update",
    "quote",
    "quote_as_offered",
    "quote_as_typed",
    "quote_for_update",
    "quote_lines",
    "revisions_of",
    "terms_changed",
]
