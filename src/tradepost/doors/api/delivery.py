"""Working calendars, carriers with their transit days, and how long a warehouse takes."""

from datetime import time
from typing import Any

from ninja import Router
from pydantic import Field

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import WarehouseDays
from tradepost.domain.delivery.queries import CALENDARS, CARRIERS, TRANSITS
from tradepost.domain.delivery.rules import MOST_DAYS
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import Day, DayOut, Id, IdOut, MomentOut, Yes, about, text, whole
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Delivery"])
Called = text(80, 1)
Days = whole(0, MOST_DAYS)
WEEKDAYS = "The weekdays of work, Monday is 1: 12345."


class CalendarIn(In):
    """The days somebody works."""

    name: Called = about("As people say it.", "Germany, Monday to Friday")
    weekdays: text(7, 1) = about(WEEKDAYS, "12345", pattern="^[1-7]+$")  # type: ignore[valid-type]


class CalendarRow(Shape):
    """A calendar in a list."""

    id: IdOut = about("The calendar.")
    name: str = about("As people say it.", "Germany, Monday to Friday")
    weekdays: str = about(WEEKDAYS, "12345")
    version: int = about("Counts the changes.", 1)


class ClosedDaysIn(In):
    """Days on which nobody works."""

    id: Id | None = about("Your id for them.", None, None)
    name: Called = about("Why.", "Christmas")
    first_on: Day = about("The first of them.", "2031-12-25")
    last_on: Day | None = about("The last of them; null: it is one day.", "2031-12-26", None)
    yearly: Yes = about("Also on these days of every later year.", True, False)


class ClosedDaysOut(Shape):
    """Days on which nobody works, both ends among them."""

    id: IdOut = about("The closed days.")
    name: str = about("Why.", "Christmas")
    first_on: DayOut = about("The first of them.")
    last_on: DayOut = about("The last of them.")
    yearly: bool = about("Also on these days of every later year.")


class CalendarOut(CalendarRow):
    """A calendar with its closed days."""

    closed_days: list[ClosedDaysOut] = about("The earliest first.")


class CarrierIn(In):
    """A way to send goods."""

    name: Called = about("As people say it.", "DHL Paket")
    calendar_id: Id | None = about("The days it carries; null: every day.", None, None)


class CarrierOut(Shape):
    """A way to send goods."""

    id: IdOut = about("The carrier.")
    name: str = about("As people say it.", "DHL Paket")
    calendar_id: IdOut | None = about("The days it carries; null: every day.")
    ended_at: MomentOut | None = about("Since when no new order goes by it; null: it is in use.")
    version: int = about("Counts the changes.", 1)


class TransitIn(In):
    """How long a carrier takes to where; said again for the same place, the days are the new ones."""

    warehouse_id: Id | None = about("From where; null: from any warehouse.", None, None)
    country: text(60) = about("ISO code or English name; empty: anywhere else.", "SE", "")  # type: ignore[valid-type]
    postal_prefix: text(10) = about("How postal codes of the part begin; empty: the whole country.", "80", "")  # type: ignore[valid-type]
    days: Days = about("Working days of the carrier.", 2)  # type: ignore[valid-type]


class TransitOut(Shape):
    """How long a carrier takes to where. Of the rows that fit, the one that says most counts."""

    id: IdOut = about("The row.")
    carrier_id: IdOut = about("The carrier.")
    warehouse_id: IdOut | None = about("From where; null: from any warehouse.")
    country: str = about("ISO code; empty: anywhere else.", "SE")
    postal_prefix: str = about("How postal codes of the part begin; empty: the whole country.", "80")
    days: int = about("Working days of the carrier.", 2)


class WarehouseDaysIn(In):
    """When a warehouse works and how long it takes; what is left out stays."""

    calendar_id: Id | None = about("The days it works; null: every day.", None, None)
    handling_days: Days = about("Working days from the order until goods leave.", 1, 0)  # type: ignore[valid-type]
    receiving_days: Days = about("Working days more for goods that have to arrive first.", 1, 0)  # type: ignore[valid-type]
    cutoff_at: time | None = Field(
        None,
        description="From when on an order counts from the next day; null: never.",
        examples=["14:00:00"],
    )
    carrier_id: Id | None = about("By what it sends where an order names nothing; null: nothing.", None, None)


class WarehouseDaysOut(Shape):
    """When a warehouse works and how long it takes."""

    warehouse_id: IdOut = about("The warehouse.")
    calendar_id: IdOut | None = about("The days it works; null: every day.")
    handling_days: int = about("Working days from the order until goods leave.", 1)
    receiving_days: int = about("Working days more for goods that have to arrive first.", 1)
    cutoff_at: str | None = about("From when on an order counts from the next day; null: never.", "14:00")
    carrier_id: IdOut | None = about("By what it sends where an order names nothing; null: nothing.")


lists(router, "/calendars", CALENDARS, name="list_calendars", needs="delivery.read", gives=CalendarRow)
lists(router, "/carriers", CARRIERS, name="list_carriers", needs="delivery.read", gives=CarrierOut)
lists(router, "/transits", TRANSITS, name="list_transits", needs="delivery.read", gives=TransitOut)


def _calendar(calendar_id: Any) -> dict[str, Any]:
    found = delivery_queries.calendar(calendar_id)
    closed = [ClosedDaysOut.plain(one) for one in delivery_queries.closed_days_of(found.pk)]
    return CalendarOut.plain(found, closed_days=closed)


@reads(router, "/calendars/{calendar_id}", needs="delivery.read", gives=CalendarOut)
def get_calendar(by: By, calendar_id: Id) -> dict[str, Any]:
    """A calendar with its closed days."""
    return _calendar(calendar_id)


@changes(router, "PUT", "/calendars/{calendar_id}", needs="delivery.keep_calendar", gives=CalendarOut)
def keep_calendar(by: By, calendar_id: Id, body: CalendarIn) -> dict[str, Any]:
    """Make a calendar of this id, or change it. What was promised stays as told; days that moved by it are news."""
    return _calendar(delivery.keep_calendar(by, calendar_id=calendar_id, **body.model_dump()).pk)


@changes(
    router, "POST", "/calendars/{calendar_id}/closed-days", needs="delivery.close_days", gives=CalendarOut,
    within=CALENDARS,
)  # fmt: skip
def close_days(by: By, calendar_id: Id, body: ClosedDaysIn) -> dict[str, Any]:
    """Nobody works on these days."""
    given = body.model_dump(exclude={"id"})
    delivery.close_days(by, closed_id=body.id or new_id(by.now), calendar_id=calendar_id, **given)
    return _calendar(calendar_id)


@changes(
    router, "POST", "/calendars/{calendar_id}/closed-days/{closed_id}/open", needs="delivery.open_days",
    gives=CalendarOut, within=CALENDARS,
)  # fmt: skip
def open_days(by: By, calendar_id: Id, closed_id: Id) -> dict[str, Any]:
    """These days are worked again."""
    delivery.open_days(by, closed_id=closed_id)
    return _calendar(calendar_id)


@changes(router, "PUT", "/carriers/{carrier_id}", needs="delivery.keep_carrier", gives=CarrierOut)
def keep_carrier(by: By, carrier_id: Id, body: CarrierIn) -> dict[str, Any]:
    """Make a carrier of this id, change it, or take an ended one up again."""
    return CarrierOut.plain(delivery.keep_carrier(by, carrier_id=carrier_id, **body.model_dump()))


@changes(
    router,
    "POST",
    "/carriers/{carrier_id}/end",
    needs="delivery.end_carrier",
    gives=CarrierOut,
    within=CARRIERS,
)
def end_carrier(by: By, carrier_id: Id) -> dict[str, Any]:
    """No new order goes by it; those that are confirmed do."""
    return CarrierOut.plain(delivery.end_carrier(by, carrier_id=carrier_id))


@changes(
    router, "PUT", "/carriers/{carrier_id}/transit", needs="delivery.keep_transit", gives=TransitOut,
    within=CARRIERS,
)  # fmt: skip
def keep_transit(by: By, carrier_id: Id, body: TransitIn) -> dict[str, Any]:
    """Say how many working days a carrier takes to a country, or to a part of it."""
    if body.warehouse_id is not None:
        inventory_queries.visible_warehouse(by, body.warehouse_id)
    return TransitOut.plain(delivery.keep_transit(by, carrier_id=carrier_id, **body.model_dump()))


@changes(router, "POST", "/transits/{transit_id}/end", needs="delivery.end_transit", gives=TransitOut)
def end_transit(by: By, transit_id: Id) -> dict[str, Any]:
    """A row counts for no new order; confirmed ones keep it."""
    refuse_unseen(by, TRANSITS, [transit_id])
    return TransitOut.plain(delivery.end_transit(by, transit_id=transit_id))


def _days(row: WarehouseDays) -> dict[str, Any]:
    return WarehouseDaysOut.plain(row, cutoff_at=f"{row.cutoff_at:%H:%M}" if row.cutoff_at else None)


@reads(router, "/warehouses/{warehouse_id}/days", needs="delivery.read", gives=WarehouseDaysOut)
def get_warehouse_days(by: By, warehouse_id: Id) -> dict[str, Any]:
    """When a warehouse works and how long it takes."""
    home = inventory_queries.visible_warehouse(by, warehouse_id)
    return _days(delivery_queries.days_of_warehouse(home.pk))


@changes(
    router,
    "PUT",
    "/warehouses/{warehouse_id}/days",
    needs="delivery.set_warehouse_days",
    gives=WarehouseDaysOut,
)
def set_warehouse_days(by: By, warehouse_id: Id, body: WarehouseDaysIn) -> dict[str, Any]:
    """Say when a warehouse works, how long it takes and by what it sends. Days that moved by it are news."""
    home = inventory_queries.visible_warehouse(by, warehouse_id)
    given = body.model_dump(exclude_unset=True)
    return _days(delivery.set_warehouse_days(by, warehouse_id=home.pk, **given))
