from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.events import PickingStarted
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment


@command
def start_picking(by: By, *, shipment_id: UUID) -> Shipment:
    """Somebody took the pick list. Raises NotAllowed, NotFound."""
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "start_picking")
    save(shipment, state=state)
    publish(by, PickingStarted(shipment.id, shipment.order_id))
    return shipment
