from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class CalendarKept(Event):
    """`weekdays` by their ISO numbers."""

    name = "delivery.calendar_kept"
    calendar_id: UUID
    calendar_name: str
    weekdays: str


@dataclass(frozen=True)
class CalendarRemoved(Event):
    name = "delivery.calendar_removed"
    calendar_id: UUID
    calendar_name: str


@dataclass(frozen=True)
class DaysClosed(Event):
    """Nobody works on these days, both ends among them."""

    name = "delivery.days_closed"
    calendar_id: UUID
    called: str
    first_on: date
    last_on: date
    yearly: bool


@dataclass(frozen=True)
class DaysOpened(Event):
    """These days are worked again."""

    name = "delivery.days_opened"
    calendar_id: UUID
    called: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class CarrierKept(Event):
    name = "delivery.carrier_kept"
    carrier_id: UUID
    carrier_name: str
    calendar_id: UUID | None


@dataclass(frozen=True)
class CarrierEnded(Event):
    name = "delivery.carrier_ended"
    carrier_id: UUID
    carrier_name: str


@dataclass(frozen=True)
class TransitKept(Event):
    """From a warehouse, or any, to a country, or any; `postal_prefix`: to the part of it whose codes begin so."""

    name = "delivery.transit_kept"
    carrier_id: UUID
    warehouse_id: UUID | None
    country: str
    postal_prefix: str
    days: int


@dataclass(frozen=True)
class TransitEnded(Event):
    name = "delivery.transit_ended"
    carrier_id: UUID
    warehouse_id: UUID | None
    country: str
    postal_prefix: str


@dataclass(frozen=True)
class WarehouseDaysSet(Event):
    """`fields` are the names of what is different now."""

    name = "delivery.warehouse_days_set"
    warehouse_id: UUID
    fields: list[str]
