from tradepost.domain.sales.queries.differences import differences
from tradepost.domain.sales.queries.lines import LineInput, as_typed, lines_of
from tradepost.domain.sales.queries.lists import ORDERS
from tradepost.domain.sales.queries.orders import holds_of, order, order_for_update, orders_for_update

__all__ = [
    "ORDERS",
    "LineInput",
    "as_typed",
    "differences",
    "holds_of",
    "lines_of",
    "order",
    "order_for_update",
    "orders_for_update",
]
