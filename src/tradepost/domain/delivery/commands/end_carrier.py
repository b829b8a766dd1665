from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.delivery.events import CarrierEnded
from tradepost.domain.delivery.models import Carrier, WarehouseDays


@command
def end_carrier(by: By, *, carrier_id: UUID) -> Carrier:
    """No new order goes by it, confirmed ones do. Warehouses that sent by it send by none. Raises NotFound."""
    row = Carrier.objects.select_for_update(no_key=True).filter(pk=carrier_id).first()
    if row is None:
        raise NotFound("There is no such carrier.")
    if row.ended_at is None:
        row.ended_at = by.now
        row.save(update_fields=["ended_at"])
        WarehouseDays.objects.filter(carrier_id=carrier_id).update(carrier=None)
        publish(by, CarrierEnded(row.pk, row.name))
    return row
