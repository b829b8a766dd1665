from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.domain.delivery.commands._kept import named, refuse_unknown_calendar, refuse_used
from tradepost.domain.delivery.events import CarrierKept
from tradepost.domain.delivery.models import Carrier


@command
def keep_carrier(
    by: By, *, carrier_id: UUID, name: str, calendar_id: UUID | None = None, version: int | None = None
) -> Carrier:
    """Make a carrier, or change the one of this id; an ended one is taken up again. No calendar: it carries every day.

    The same again changes nothing. Raises ChangedMeanwhile, Invalid, NotFound.
    """
    row = Carrier.objects.select_for_update(no_key=True).filter(pk=carrier_id).first()
    wanted = {"name": named(name), "calendar_id": calendar_id, "ended_at": None}
    refuse_used(Carrier, str(wanted["name"]), carrier_id)
    refuse_unknown_calendar(calendar_id)
    if row is None:
        row = Carrier.objects.create(id=carrier_id, made_at=by.now, version=1, **wanted)
    else:
        refuse_older(row.version, version, "carrier")
        if not changed_in(row, wanted):
            return row
    publish(by, CarrierKept(row.pk, row.name, calendar_id))
    return row
