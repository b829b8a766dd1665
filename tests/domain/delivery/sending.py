"""A trade that says when goods leave and arrive: `Sending(**vars(Waiting.with_supplier()))`, then `set_up()`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from domain.reports.moved_trade import Waiting, day
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.sales.models import Order

# Monday the 16th of March 2026. Handled for a day, carried for two, Monday to Friday.
TUESDAY, THURSDAY = day(1), day(3)


@dataclass
class Sending(Waiting):
    """The small trade with a week of five days, a carrier, and what they take."""

    calendar_id: UUID = field(default_factory=lambda: new_id(NOW))
    carrier_id: UUID = field(default_factory=lambda: new_id(NOW))

    def set_up(self, **days: Any) -> None:
        delivery.keep_calendar(self.by, calendar_id=self.calendar_id, name="Week", weekdays="12345")
        delivery.keep_carrier(self.by, carrier_id=self.carrier_id, name="DHL", calendar_id=self.calendar_id)
        delivery.keep_transit(self.by, carrier_id=self.carrier_id, country="DE", days=2)
        given = {"handling_days": 1, "receiving_days": 1, "calendar_id": self.calendar_id, **days}
        delivery.set_warehouse_days(
            self.by, warehouse_id=self.warehouse_id, carrier_id=self.carrier_id, **given
        )

    def close(self, first: date, last: date | None = None, name: str = "Holiday", **given: Any) -> UUID:
        closed_id = new_id(NOW)
        delivery.close_days(
            self.by, closed_id=closed_id, calendar_id=self.calendar_id, name=name, first_on=first, last_on=last,
            **given,
        )  # fmt: skip
        return closed_id


def told(order: Order) -> list[tuple[date | None, date | None]]:
    """When each line leaves and arrives, as told."""
    return list(order.lines.order_by("position").values_list("ships_on", "promised_on"))
