from tradepost.domain.reports.queries.ageing import ageing
from tradepost.domain.reports.queries.beginnings import Beginnings, beginnings
from tradepost.domain.reports.queries.item import (
    ItemDemand,
    ItemSupply,
    WaitingOrder,
    item_demands,
    item_supplies,
    waiting_orders,
)
from tradepost.domain.reports.queries.sales import BASES, GROUPS, SalesRow, sales_by
from tradepost.domain.reports.queries.stock import StockRow, StockTotal, stock_by_category, stock_value
from tradepost.domain.reports.queries.today import Today, today
from tradepost.domain.reports.queries.verify import Progress, verify
from tradepost.domain.reports.queries.work import Backorder, OpenOrder, backorders, open_orders

__all__ = [
    "BASES",
    "GROUPS",
    "Backorder",
    "Beginnings",
    "ItemDemand",
    "ItemSupply",
    "OpenOrder",
    "Progress",
    "SalesRow",
    "StockRow",
    "StockTotal",
    "Today",
    "WaitingOrder",
    "ageing",
    "backorders",
    "beginnings",
    "item_demands",
    "item_supplies",
    "open_orders",
    "sales_by",
    "stock_by_category",
    "stock_value",
    "today",
    "verify",
    "waiting_orders",
]
