"""Calendars, carriers and the transit table: pages, lists and look-ups."""

from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely, words_of
from tradepost.base.listing import Listing, Rows, flag, reference
from tradepost.domain.delivery.models import Calendar, Carrier, ClosedDays, Transit, WarehouseDays
from tradepost.domain.delivery.rules import Closed, WorkCalendar


def calendars() -> list[Calendar]:
    """All calendars by name."""
    return list(Calendar.objects.order_by("name", "id"))


def calendar(calendar_id: UUID) -> Calendar:
    """One calendar; raises NotFound."""
    found = Calendar.objects.filter(pk=calendar_id).first()
    if found is None:
        raise NotFound("There is no such calendar.")
    return found


def closed_days_of(calendar_id: UUID) -> list[ClosedDays]:
    """The closed days of a calendar, the earliest first."""
    return list(ClosedDays.objects.filter(calendar_id=calendar_id).order_by("first_on", "name", "id"))


def work_calendar(found: Calendar, closed: list[ClosedDays]) -> WorkCalendar:
    """The same as the rules reckon with."""
    days = tuple(Closed(one.name, one.first_on, one.last_on, one.yearly) for one in closed)
    return WorkCalendar(found.weekdays, days, found.name)


def users_of_calendar(calendar_id: UUID, by: By | None = None) -> list[str]:
    """The warehouses and carriers that work by a calendar, by name; with `by` the warehouses that they see."""
    rows = WarehouseDays.objects.filter(calendar_id=calendar_id)
    if by is not None and "warehouse" in by.scope:
        rows = rows.filter(warehouse_id=by.scope["warehouse"])
    houses = rows.values_list("warehouse__name", flat=True)
    carriers = Carrier.objects.filter(calendar_id=calendar_id).values_list("name", flat=True)
    return sorted([*houses, *carriers])


def days_of_warehouse(warehouse_id: UUID) -> WarehouseDays:
    """What is said of a warehouse, with its calendar and carrier; nothing yet: as the rules take it, with no id."""
    rows = WarehouseDays.objects.select_related("calendar", "carrier")
    return rows.filter(warehouse_id=warehouse_id).first() or WarehouseDays(warehouse_id=warehouse_id)


def carriers(*, ended: bool = False) -> list[Carrier]:
    """The carriers new orders may go by, by name; with `ended` all of them."""
    rows = Carrier.objects.select_related("calendar").order_by("name", "id")
    return list(rows if ended else rows.filter(ended_at=None))


def carrier(carrier_id: UUID) -> Carrier:
    """One carrier; raises NotFound."""
    found = Carrier.objects.select_related("calendar").filter(pk=carrier_id).first()
    if found is None:
        raise NotFound("There is no such carrier.")
    return found


def _calendars(by: By) -> "QuerySet[Calendar]":
    return Calendar.objects.annotate(closings=Count("closed_days"))


def _carriers(by: By) -> "QuerySet[Carrier]":
    return Carrier.objects.select_related("calendar")


def _transits(by: By) -> "QuerySet[Transit]":
    rows = Transit.objects.filter(ended_at=None, carrier__ended_at=None).select_related(
        "carrier", "warehouse"
    )
    if "warehouse" in by.scope:
        rows = rows.filter(Q(warehouse=None) | Q(warehouse_id=by.scope["warehouse"]))
    return rows.annotate(origin=Coalesce(F("warehouse__code"), Value(""), output_field=TextField()))


def _named(rows: Rows, text: str) -> Rows:
    for word in words_of(text):
        rows = rows.filter(loosely(word, "name"))
    return rows


def _search_transits(rows: Rows, text: str) -> Rows:
    """Each word in the carrier, or the beginning of the country or the postal codes."""
    for word in words_of(text):
        rows = rows.filter(
            loosely(word, "carrier__name") | Q(country__istartswith=word) | Q(postal_prefix__istartswith=word)
        )
    return rows


CALENDARS: Listing[Calendar] = Listing(
    name="calendars",
    rows=_calendars,
    sorts={"name": ("name", "id")},
    default_sort="name",
    search=_named,
)
CARRIERS: Listing[Carrier] = Listing(
    name="carriers",
    rows=_carriers,
    sorts={"name": ("name", "id")},
    default_sort="name",
    filters={
        "calendar": reference("Calendar", "calendar_id"),
        "ended": flag("Ended", Q(ended_at__isnull=False)),
    },
    search=_named,
)
TRANSITS: Listing[Transit] = Listing(
    name="transits",
    rows=_transits,
    sorts={
        "carrier": ("carrier__name", "country", "postal_prefix", "origin", "id"),
        "country": ("country", "postal_prefix", "carrier__name", "id"),
        "days": ("days", "id"),
    },
    default_sort="carrier",
    filters={
        "carrier": reference("Carrier", "carrier_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
    },
    search=_search_transits,
)
"""The transit table as it counts for new orders; ended rows are left out."""
