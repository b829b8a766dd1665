from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.events import ShipmentDelivered
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment


@command
def deliver_shipment(by: By, *, shipment_id: UUID) -> Shipment:
    """The customer has it. Raises NotAllowed, NotFound."""
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "deliver")
    save(shipment, state=state, delivered_at=by.now)
    publish(by, ShipmentDelivered(shipment.id, shipment.order_id))
    return shipment
