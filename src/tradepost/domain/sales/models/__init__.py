from tradepost.domain.sales.models.hold import Hold
from tradepost.domain.sales.models.order import Order, OrderLine

__all__ = ["Hold", "Order", "OrderLine"]
