from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.delivery.events import DaysOpened
from tradepost.domain.delivery.models import ClosedDays


@command
def open_days(by: By, *, closed_id: UUID) -> None:
    """These days are worked again. Said twice is once."""
    row = ClosedDays.objects.select_for_update().filter(pk=closed_id).first()
    if row is None:
        return
    row.delete()
    publish(by, DaysOpened(row.calendar_id, row.name, row.first_on, row.last_on))
