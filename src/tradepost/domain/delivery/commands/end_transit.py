from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.delivery.events import TransitEnded
from tradepost.domain.delivery.models import Transit


@command
def end_transit(by: By, *, transit_id: UUID) -> Transit:
    """A row of the transit table counts for no new order; confirmed ones keep it. Said twice is once.

    Raises NotFound.
    """
    row = Transit.objects.select_for_update().filter(pk=transit_id).first()
    if row is None:
        raise NotFound("There is no such destination.")
    if row.ended_at is None:
        row.ended_at = by.now
        row.save(update_fields=["ended_at"])
        publish(by, TransitEnded(row.carrier_id, row.warehouse_id, row.country, row.postal_prefix))
    return row
