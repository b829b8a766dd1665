"""Standing orders: templates that are ordered by a calendar, and what became of their days."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingOrder
from tradepost.domain.sales.queries import STANDING_ORDERS
from tradepost.domain.sales.rules.standing import KINDS, MOST_EVERY, MOST_LEAD_DAYS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    Yes,
    about,
    one_of,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])


class StandingOrderIn(In):
    """A standing order to be kept, all of it."""

    id: Id | None = about("Of one that stands: it is written anew, for its own customer.", AN_ID, None)
    order_template_id: Id = about("The template of orders that is ordered.", AN_ID)
    kind: one_of(*KINDS) = about(  # type: ignore[valid-type]
        "weekly: on `weekday`; monthly: on `day`; month_end: on the last working day.", "weekly"
    )
    every: whole(1, MOST_EVERY) = about("So many weeks, or months.", 2, 1)  # type: ignore[valid-type]
    weekday: whole(1, 7) | None = about("Of weekly: 1 is Monday.", 3, None)  # type: ignore[valid-type]
    day: whole(1, 31) | None = about(  # type: ignore[valid-type]
        "Of monthly; the last where a month has fewer.", None, None
    )
    first_on: Day = about("Not before this day.", "2031-05-01")
    last_on: Day | None = about("Not after this day; null: until somebody ends it.", None, None)
    lead_days: whole(0, MOST_LEAD_DAYS) = about("Made so many days before it is wanted.", 2, 2)  # type: ignore[valid-type]
    confirm: Yes = about("Made as a confirmed order; otherwise as a draft.", False, False)
    warehouse_id: Id | None = about("From where; null: as the customer wishes.", None, None)


class StandingDayIn(In):
    """A day of a standing order."""

    due_on: Day = about("The day, as its calendar has it.", "2031-05-07")
    reason: Note = about("Why; kept with the day.", "They are on holiday.", "")


class StandingOrderRow(Shape):
    """A standing order in a list."""

    FROM = {"order_template_id": "template_id"}

    id: IdOut = about("The standing order.")
    customer_id: IdOut = about("Who gets the goods.")
    order_template_id: IdOut | None = about("What is ordered; null: the template was removed.")
    name: str = about("As the template was called.", "Monday's order")
    state: str = about("active; paused; ended.", "active", json_schema_extra={"enum": list(STANDING.states)})
    kind: str = about("weekly, monthly or month_end.", "weekly", json_schema_extra={"enum": list(KINDS)})
    every: int = about("So many weeks, or months.", 1)
    weekday: int | None = about("Of weekly: 1 is Monday.", 3)
    day: int | None = about("Of monthly: the day of the month.", 15)
    first_on: DayOut = about("Not before this day.")
    last_on: DayOut | None = about("Not after this day; null: until somebody ends it.")
    lead_days: int = about("Made so many days before it is wanted.", 2)
    confirm: bool = about("Made as a confirmed order; otherwise as a draft.")
    warehouse_id: IdOut | None = about("From where; null: as the customer wishes.")
    next_on: DayOut | None = about("The day that is made next; null: none is left.")
    make_on: DayOut | None = about("When that is made.")
    made_at: MomentOut = about("When it was written first.")
    version: int = about("Counts the changes, each order that is made among them.", 1)


class StandingDayOut(Shape):
    """What became of a day."""

    due_on: DayOut = about("The day, as its calendar has it.")
    state: str = about(
        "made; skipped; failed: somebody decides.",
        "made",
        json_schema_extra={"enum": ["made", "skipped", "failed"]},
    )
    order_id: IdOut | None = about("The order; null: none was made.")
    reason: str = about("Why it failed, or was left out.")
    at: MomentOut = about("When.")


class StandingComingOut(Shape):
    """A day to come."""

    due_on: DayOut = about("The day, as its calendar has it.")
    wanted_on: DayOut = about("The same, or the last before it on which the warehouse works.")
    make_on: DayOut = about("When its order is made.")
    skipped: bool = about("Whether it is left out.")


class StandingOrderOut(StandingOrderRow):
    """A standing order with its days."""

    to_come: list[StandingComingOut] = about("The next eight days; none when it has ended.")
    dates: list[StandingDayOut] = about("What became of the last fifty days, the newest first.")


lists(
    router,
    "/standing-orders",
    STANDING_ORDERS,
    name="list_standing_orders",
    needs="sales.read",
    gives=StandingOrderRow,
)


def _whole(found: StandingOrder) -> dict[str, Any]:
    days = {"to_come": sales_queries.days_to_come(found), "dates": sales_queries.standing_dates(found.pk)}
    return StandingOrderOut.plain(found, **days)


def _again(by: By, standing_id: Any) -> dict[str, Any]:
    return _whole(sales_queries.standing_order(by, standing_id))


@reads(router, "/standing-orders/{standing_id}", needs="sales.read", gives=StandingOrderOut)
def get_standing_order(by: By, standing_id: Id) -> dict[str, Any]:
    """A standing order, its days to come, and what became of the others."""
    return _again(by, standing_id)


@changes(router, "POST", "/standing-orders", needs="sales.keep_standing_order", gives=StandingOrderOut)
def keep_standing_order(by: By, body: StandingOrderIn) -> dict[str, Any]:
    """Order a template by a calendar, or write a standing order anew: all of it is given."""
    sales_queries.order_template(by, body.order_template_id)
    if body.id is not None:
        sales_queries.refuse_foreign_standing(by, body.id)
    given = body.model_dump(exclude={"id", "order_template_id"})
    kept = sales.keep_standing_order(
        by, standing_id=body.id or new_id(by.now), template_id=body.order_template_id, **given
    )
    return _whole(kept)


def _said(verb: str, command: Any, sentence: str) -> None:
    """One of the verbs that take nothing but the standing order."""

    def say(by: By, standing_id: Id) -> dict[str, Any]:
        command(by, standing_id=standing_id)
        return _again(by, standing_id)

    say.__name__, say.__doc__ = f"{verb}_standing_order", sentence
    changes(
        router,
        "POST",
        f"/standing-orders/{{standing_id}}/{verb}",
        needs=f"sales.{verb}_standing_order",
        gives=StandingOrderOut,
        within=STANDING_ORDERS,
    )(say)


_said("pause", sales.pause_standing_order, "Nothing is made until it is resumed.")
_said("resume", sales.resume_standing_order, "Go on with the first day from today; what passed stays unmade.")
_said("end", sales.end_standing_order, "Nothing is made any more, for good.")


@changes(
    router,
    "POST",
    "/standing-orders/{standing_id}/skip",
    needs="sales.skip_standing_date",
    gives=StandingOrderOut,
    within=STANDING_ORDERS,
)
def skip_standing_date(by: By, standing_id: Id, body: StandingDayIn) -> dict[str, Any]:
    """Leave one day out: one to come, or one that could not be made."""
    sales.skip_standing_date(by, standing_id=standing_id, due_on=body.due_on, reason=body.reason)
    return _again(by, standing_id)


@changes(
    router,
    "POST",
    "/standing-orders/{standing_id}/retry",
    needs="sales.retry_standing_date",
    gives=StandingOrderOut,
    within=STANDING_ORDERS,
)
def retry_standing_date(by: By, standing_id: Id, body: StandingDayIn) -> dict[str, Any]:
    """Make the order of a day that could not be made; wanted today where its day has passed."""
    sales.retry_standing_date(by, standing_id=standing_id, due_on=body.due_on)
    return _again(by, standing_id)
