from tradepost.domain.delivery.models.calendar import Calendar, ClosedDays
from tradepost.domain.delivery.models.carrier import Carrier, Transit
from tradepost.domain.delivery.models.warehouse_days import WarehouseDays

__all__ = ["Calendar", "Carrier", "ClosedDays", "Transit", "WarehouseDays"]
