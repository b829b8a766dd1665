from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.delivery import queries
from tradepost.domain.delivery.commands._kept import named
from tradepost.domain.delivery.events import DaysClosed
from tradepost.domain.delivery.models import Calendar, ClosedDays
from tradepost.domain.delivery.rules import never_works

LONGEST_DAYS = 366
MOST_CLOSED = 500


def _closed(closed_id: UUID) -> ClosedDays:
    return ClosedDays.objects.get(pk=closed_id)


@command(once="closed_id", again=_closed)
def close_days(
    by: By,
    *,
    closed_id: UUID,
    calendar_id: UUID,
    name: str,
    first_on: date,
    last_on: date | None = None,
    yearly: bool = False,
) -> ClosedDays:
    """Nobody works on these days, both ends among them; `yearly`: nor on the same days of every later year.

    What was promised stays as it was told; days that are others now are news. Raises NotFound, Invalid.
    """
    found = Calendar.objects.select_for_update(no_key=True).filter(pk=calendar_id).first()
    if found is None:
        raise NotFound("There is no such calendar.")
    row = ClosedDays(
        id=closed_id, calendar=found, name=named(name), first_on=first_on, last_on=last_on or first_on,
        yearly=yearly, made_at=by.now,
    )  # fmt: skip
    _refuse_bad(row)
    row.save(force_insert=True)
    publish(by, DaysClosed(calendar_id, row.name, row.first_on, row.last_on, yearly))
    return row


def _refuse_bad(row: ClosedDays) -> None:
    if row.last_on < row.first_on:
        raise Invalid("The last day comes before the first.", fields={"last_on": "Before the first day."})
    if (row.last_on - row.first_on).days >= LONGEST_DAYS:
        raise Invalid("Days are closed for a year at most.", fields={"last_on": "More than a year."})
    known = queries.closed_days_of(row.calendar_id)
    if len(known) >= MOST_CLOSED:
        raise Invalid(f"A calendar holds {MOST_CLOSED} closed days. Remove those that are over.")
    if any((one.first_on, one.last_on) == (row.first_on, row.last_on) for one in known):
        raise Invalid("These days are closed already.", fields={"first_on": "Already closed."})
    if never_works(queries.work_calendar(row.calendar, [*known, row]), row.first_on):
        raise Invalid(
            "Nobody would work for a whole year. Close fewer days.",
            fields={"last_on": "No day of work is left."},
        )
