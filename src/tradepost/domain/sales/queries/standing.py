"""Standing orders: one, what became of its days, the days to come, what is due, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, Rows, Sum, choice, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.rules import WorkCalendar
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingDate, StandingOrder
from tradepost.domain.sales.rules.standing import Works, due_dates, make_on, wanted_on

_WEEK = WorkCalendar("12345")


def visible_standing_orders(by: By) -> QuerySet[StandingOrder]:
    """The standing orders within the actor's scope."""
    rows = StandingOrder.objects.filter(customer__in=parties_queries.visible_customers(by))
    return access_queries.scoped(rows, by, customer="customer_id")


def standing_order(by: By, standing_id: UUID) -> StandingOrder:
    """One standing order the actor may see, with its customer and warehouse. Raises NotFound."""
    rows = visible_standing_orders(by).select_related("customer__party", "warehouse", "template")
    found = rows.filter(pk=standing_id).first()
    if found is None:
        raise NotFound("There is no such standing order.")
    return found


def standing_for_update(standing_id: UUID) -> StandingOrder:
    """One standing order, locked until the command ends. Raises NotFound."""
    found = StandingOrder.objects.select_for_update(no_key=True).filter(pk=standing_id).first()
    if found is None:
        raise NotFound("There is no such standing order.")
    return found


def refuse_foreign_standing(by: By, standing_id: UUID) -> None:
    """Raise NotFound when the id is that of a standing order of a customer that the actor does not see."""
    if StandingOrder.objects.filter(pk=standing_id).exists():
        standing_order(by, standing_id)


def standing_dates(standing_id: UUID, limit: int = 50) -> list[StandingDate]:
    """What became of its newest days, the newest first; and all that failed, since they wait until somebody decides."""
    rows = StandingDate.objects.filter(standing_id=standing_id)
    newest = rows.order_by("-due_on").values("pk")[:limit]
    waiting_or_new = rows.filter(Q(state="failed") | Q(pk__in=newest))
    return list(waiting_or_new.select_related("order").order_by("-due_on"))


def count_standing_dates(standing_id: UUID) -> int:
    """How many of its days have come."""
    return StandingDate.objects.filter(standing_id=standing_id).count()


def standing_due(on: date) -> list[tuple[UUID, date]]:
    """What is to be made by this day: (standing order, due day), what waits longest first."""
    rows = StandingOrder.objects.filter(state="active", make_on__lte=on).order_by("make_on", "id")
    return [(pk, day) for pk, day in rows.values_list("pk", "next_on") if day is not None]


def works_of(found: StandingOrder) -> Works:
    """Whether its warehouse works on a day: its own, else the customer's, else the first.

    Where no calendar is said, it works on every day; at the end of a month on the days from Monday to Friday.
    """
    house = found.warehouse_id or parties_queries.customer_terms(found.customer_id).warehouse_id
    if house is None:
        house = inventory_queries.default_warehouse().pk
    said = delivery_queries.days_of_warehouse(house).calendar
    if said is None:
        return _WEEK.works_on if found.kind == "month_end" else lambda _day: True
    return delivery_queries.work_calendar(said, delivery_queries.closed_days_of(said.pk)).works_on


@dataclass(frozen=True, slots=True)
class ToCome:
    """A day to come: when it is due, wanted and made; whether it is left out."""

    due_on: date
    wanted_on: date
    make_on: date
    skipped: bool


def days_to_come(found: StandingOrder, count: int = 8) -> list[ToCome]:
    """The next days, those left out too; none once it has ended."""
    if found.state == "ended" or found.next_on is None:
        return []
    days = list(islice(due_dates(found.rhythm, found.next_on), count))
    known = StandingDate.objects.filter(standing_id=found.pk, due_on__in=days)
    left_out = set(known.values_list("due_on", flat=True))
    works = works_of(found)
    told = []
    for day in days:
        wanted = wanted_on(day, works)
        told.append(ToCome(day, wanted, make_on(wanted, found.lead_days), day in left_out))
    return told


def failed_dates(found: Sequence[StandingDate]) -> list[StandingDate]:
    """Those that somebody must decide about, the earliest first."""
    return sorted((one for one in found if one.state == "failed"), key=lambda one: one.due_on)


_FAILED = Exists(StandingDate.objects.filter(standing_id=OuterRef("pk"), state="failed"))


def _rows(by: By) -> QuerySet[StandingOrder]:
    return visible_standing_orders(by).select_related("customer__party")


def _search(rows: Rows, text: str) -> Rows:
    return rows.filter(loosely(text, "name", "customer__party__name"))


STANDING_ORDERS: Listing[StandingOrder] = Listing(
    name="standing_orders",
    rows=_rows,
    sorts={
        "name": ("name", "id"),
        "customer": ("customer__party__name", "name", "id"),
        "state": ("state", "name", "id"),
        "made_at": ("made_at", "id"),
    },
    default_sort="name",
    filters={
        "state": choice("State", "state", STANDING.states),
        "customer": reference("Customer", "customer_id"),
        "next": day_range("Next on", "next_on"),
        "failed": flag("Could not be made", Q(_FAILED)),
    },
    search=_search,
    sums={"standing_orders": Sum("Standing orders", "pk", distinct=True)},
    subject="pk",
)
