from tradepost.domain.sales.models.hold import Hold
from tradepost.domain.sales.models.order import Order, OrderLine
from tradepost.domain.sales.models.quote import Quote, QuoteLine

__all__ = ["Hold", "Order", "OrderLine", "Quote", "QuoteLine"]
