from datetime import time
from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.delivery.commands._kept import days_of, refuse_no_carrier, refuse_unknown_calendar
from tradepost.domain.delivery.events import WarehouseDaysSet
from tradepost.domain.delivery.models import WarehouseDays
from tradepost.domain.inventory.models import Warehouse


class WarehouseDaysInput(TypedDict, total=False):
    """What can be said of a warehouse; days are working days of its calendar, no calendar works every day."""

    calendar_id: UUID | None
    handling_days: int
    receiving_days: int
    cutoff_at: time | None
    carrier_id: UUID | None


@command
def set_warehouse_days(
    by: By, *, warehouse_id: UUID, version: int | None = None, **given: Unpack[WarehouseDaysInput]
) -> WarehouseDays:
    """Say when a warehouse works, how long it takes, and by what it sends; what is not given stays.

    What was promised stays as it was told; days that are others now are news. Raises ChangedMeanwhile, Invalid,
    NotFound.
    """
    if not Warehouse.objects.select_for_update(no_key=True).filter(pk=warehouse_id).exists():
        raise NotFound("There is no such warehouse.")
    for name in ("handling_days", "receiving_days"):
        if name in given:
            days_of(name, given[name])
    refuse_unknown_calendar(given.get("calendar_id"))
    row = WarehouseDays.objects.filter(warehouse_id=warehouse_id).first()
    if row is not None:
        refuse_older(row.version, version, "warehouse")
    if row is None or given.get("carrier_id") != row.carrier_id:
        refuse_no_carrier(given.get("carrier_id"))
    if row is None:
        row = WarehouseDays.objects.create(
            id=warehouse_id, warehouse_id=warehouse_id, made_at=by.now, version=1, **given
        )
        publish(by, WarehouseDaysSet(warehouse_id, sorted(given)))
    elif changed := changed_in(row, given):
        publish(by, WarehouseDaysSet(warehouse_id, changed))
    return row
