from tradepost.domain.delivery.commands.close_days import close_days
from tradepost.domain.delivery.commands.end_carrier import end_carrier
from tradepost.domain.delivery.commands.end_transit import end_transit
from tradepost.domain.delivery.commands.keep_calendar import keep_calendar
from tradepost.domain.delivery.commands.keep_carrier import keep_carrier
from tradepost.domain.delivery.commands.keep_transit import keep_transit
from tradepost.domain.delivery.commands.open_days import open_days
from tradepost.domain.delivery.commands.remove_calendar import CalendarInUse, remove_calendar
from tradepost.domain.delivery.commands.set_warehouse_days import set_warehouse_days

__all__ = [
    "CalendarInUse",
    "close_days",
    "end_carrier",
    "end_transit",
    "keep_calendar",
    "keep_carrier",
    "keep_transit",
    "open_days",
    "remove_calendar",
    "set_warehouse_days",
]
