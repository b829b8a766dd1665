from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.delivery import queries
from tradepost.domain.delivery.events import CalendarRemoved
from tradepost.domain.delivery.models import Calendar, ClosedDays


class CalendarInUse(Refusal):
    """Somebody works by this calendar."""


@command
def remove_calendar(by: By, *, calendar_id: UUID) -> None:
    """A calendar nobody works by goes, with its closed days. Said twice is once. Raises CalendarInUse."""
    row = Calendar.objects.select_for_update().filter(pk=calendar_id).first()
    if row is None:
        return
    if users := queries.users_of_calendar(calendar_id):
        raise CalendarInUse(f"{', '.join(users[:3])} work by it. Give them another calendar first.")
    ClosedDays.objects.filter(calendar_id=calendar_id).delete()
    row.delete()
    publish(by, CalendarRemoved(calendar_id, row.name))
