from tradepost.domain.reports.queries.ageing import ageing
from tradepost.domain.reports.queries.beginnings import Beginnings, beginnings
from tradepost.domain.reports.queries.history import HistoryPage, history, history_of, open_kinds
from tradepost.domain.reports.queries.history import kinds as kinds_with_history
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
from tradepost.domain.reports.queries.subjects import (
    SUBJECTS,
    Subject,
    all_readable,
    mentioned_in,
    readable,
    readers,
    subject,
)
from tradepost.domain.reports.queries.today import Today, today
from tradepost.domain.reports.queries.uses import LEDGER, USES, prices_of_items, stock_that_lies, uses_of
from tradepost.domain.reports.queries.verify import Progress, verify
from tradepost.domain.reports.queries.work import Backorder, OpenOrder, backorders, open_orders

__all__ = [
    "BASES",
    "GROUPS",
    "LEDGER",
    "SUBJECTS",
    "USES",
    "Backorder",
    "Beginnings",
    "HistoryPage",
    "ItemDemand",
    "ItemSupply",
    "OpenOrder",
    "Progress",
    "SalesRow",
    "StockRow",
    "StockTotal",
    "Subject",
    "Today",
    "WaitingOrder",
    "ageing",
    "all_readable",
    "backorders",
    "beginnings",
    "history",
    "history_of",
    "item_demands",
    "item_supplies",
    "kinds_with_history",
    "mentioned_in",
    "open_kinds",
    "open_orders",
    "prices_of_items",
    "readable",
    "readers",
    "sales_by",
    "stock_by_category",
    "stock_that_lies",
    "stock_value",
    "subject",
    "today",
    "uses_of",
    "verify",
    "waiting_orders",
]
