from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.delivery.commands._kept import named, refuse_used
from tradepost.domain.delivery.events import CalendarKept
from tradepost.domain.delivery.models import Calendar
from tradepost.domain.delivery.rules import WEEKDAYS


@command
def keep_calendar(
    by: By, *, calendar_id: UUID, name: str, weekdays: str, version: int | None = None
) -> Calendar:
    """Make a calendar, or change the one of this id: its name and the weekdays of work, by their ISO numbers.

    What was promised stays as it was told; days that are others now are news. The same again changes nothing.
    Raises ChangedMeanwhile, Invalid.
    """
    row = Calendar.objects.select_for_update(no_key=True).filter(pk=calendar_id).first()
    wanted = {"name": named(name), "weekdays": "".join(sorted(set(weekdays)))}
    if not wanted["weekdays"] or not set(weekdays) <= set(WEEKDAYS):
        raise Invalid("Somebody works on some weekday.", fields={"weekdays": "Choose at least one day."})
    refuse_used(Calendar, wanted["name"], calendar_id)
    if row is None:
        row = Calendar.objects.create(id=calendar_id, made_at=by.now, version=1, **wanted)
    else:
        refuse_older(row.version, version, "calendar")
        if not changed_in(row, wanted):
            return row
    publish(by, CalendarKept(row.pk, row.name, row.weekdays))
    return row
