from tradepost.domain.reports.queries.ageing import ageing
from tradepost.domain.reports.queries.allocation import (
    Claimant,
    NamedPreview,
    PolicyOutcome,
    Shortage,
    preview_allocation,
    shortage,
)
from tradepost.domain.reports.queries.beginnings import Beginnings, beginnings
from tradepost.domain.reports.queries.disputes import LedTo, led_to, may_have_led_to
from tradepost.domain.reports.queries.ended import (
    MonthEnd,
    first_day_changed,
    lacking_month_end,
    month_end,
    month_ends,
)
from tradepost.domain.reports.queries.exemptions import EXEMPTIONS_TO_RENEW
from tradepost.domain.reports.queries.history import HistoryPage, history, history_of, open_kinds
from tradepost.domain.reports.queries.history import kinds as kinds_with_history
from tradepost.domain.reports.queries.item import (
    ItemDemand,
    ItemSupply,
    LostTo,
    WaitingOrder,
    WaitingOrders,
    item_demands,
    item_supplies,
    lost_to,
    waiting_orders,
)
from tradepost.domain.reports.queries.levels import Level, open_orders_by_day, overdue_by_day
from tradepost.domain.reports.queries.lines import ORDERED_LINES, SOLD_LINES
from tradepost.domain.reports.queries.lots import LOT_DELIVERIES
from tradepost.domain.reports.queries.moved import LEAST_DAYS, MOVED_DATES, lines_hit
from tradepost.domain.reports.queries.price_impact import (
    IMPACT_CUSTOMERS,
    IMPACT_DOCUMENTS,
    IMPACT_ROWS,
    price_impact,
)
from tradepost.domain.reports.queries.quotes import QUOTE_GROUPS, QuotesRow, quotes_by
from tradepost.domain.reports.queries.sales import BASES, GROUPS, SalesRow, sales_by, sales_in
from tradepost.domain.reports.queries.scanned import LONGEST_SCAN, Fit, Scanned, scanned, scanned_one
from tradepost.domain.reports.queries.shipping import ServiceRow, service_by_month
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
from tradepost.domain.reports.queries.sums import BASES as SUMMED_BASES
from tradepost.domain.reports.queries.sums import changed_days, last_day_before, summed
from tradepost.domain.reports.queries.today import Today, today
from tradepost.domain.reports.queries.turnover import TURNOVER, TurnedOver, turned_over, unclassed_warehouse
from tradepost.domain.reports.queries.uses import LEDGER, USES, prices_of_items, stock_that_lies, uses_of
from tradepost.domain.reports.queries.verify import Progress, verify
from tradepost.domain.reports.queries.waiting import (
    FIRST,
    MOST,
    Waiting,
    WaitingRow,
    newest_fact,
    waiting,
)
from tradepost.domain.reports.queries.wanted import WANTED
from tradepost.domain.reports.queries.wish import Instead, Related, Wish, wish
from tradepost.domain.reports.queries.work import Backorder, OpenOrder, backorders, open_orders

__all__ = [
    "BASES",
    "EXEMPTIONS_TO_RENEW",
    "FIRST",
    "GROUPS",
    "IMPACT_CUSTOMERS",
    "IMPACT_DOCUMENTS",
    "IMPACT_ROWS",
    "LEAST_DAYS",
    "LEDGER",
    "LONGEST_SCAN",
    "LOT_DELIVERIES",
    "MOST",
    "MOVED_DATES",
    "ORDERED_LINES",
    "QUOTE_GROUPS",
    "SOLD_LINES",
    "SUBJECTS",
    "SUMMED_BASES",
    "TURNOVER",
    "USES",
    "WANTED",
    "Backorder",
    "Beginnings",
    "Claimant",
    "Fit",
    "HistoryPage",
    "Instead",
    "ItemDemand",
    "ItemSupply",
    "LedTo",
    "Level",
    "LostTo",
    "MonthEnd",
    "NamedPreview",
    "OpenOrder",
    "PolicyOutcome",
    "Progress",
    "QuotesRow",
    "Related",
    "SalesRow",
    "Scanned",
    "ServiceRow",
    "Shortage",
    "StockRow",
    "StockTotal",
    "Subject",
    "Today",
    "TurnedOver",
    "Waiting",
    "WaitingOrder",
    "WaitingOrders",
    "WaitingRow",
    "Wish",
    "ageing",
    "all_readable",
    "backorders",
    "beginnings",
    "changed_days",
    "first_day_changed",
    "history",
    "history_of",
    "item_demands",
    "item_supplies",
    "kinds_with_history",
    "lacking_month_end",
    "last_day_before",
    "led_to",
    "lines_hit",
    "lost_to",
    "may_have_led_to",
    "mentioned_in",
    "month_end",
    "month_ends",
    "newest_fact",
    "open_kinds",
    "open_orders",
    "open_orders_by_day",
    "overdue_by_day",
    "preview_allocation",
    "price_impact",
    "prices_of_items",
    "quotes_by",
    "readable",
    "readers",
    "sales_by",
    "sales_in",
    "scanned",
    "scanned_one",
    "service_by_month",
    "shortage",
    "stock_by_category",
    "stock_that_lies",
    "stock_value",
    "subject",
    "summed",
    "today",
    "turned_over",
    "unclassed_warehouse",
    "uses_of",
    "verify",
    "waiting",
    "waiting_orders",
    "wish",
]
