from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.events import ShipmentCancelled
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales import commands as sales


@command
def cancel_shipment(by: By, *, shipment_id: UUID, reason: str = "") -> Shipment:
    """Give up a shipment that has not left; its stock stays promised to the order, bound to no place.

    Raises NotAllowed, NotFound.
    """
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "cancel")
    tasks = queries.tasks_of(shipment_id)
    kept = [(task, task.picked if task.done_at else task.asked) for task in tasks]
    save(shipment, state=state, cancelled_at=by.now)
    inventory.unreserve(by, reserves=[(task.id, quantity) for task, quantity in kept if quantity])
    sales.record_picked(by, lines=rules.per_line((task.order_line_id, -task.picked) for task in tasks))
    sales.record_released(
        by, lines=rules.per_line((task.order_line_id, -quantity) for task, quantity in kept)
    )
    publish(by, ShipmentCancelled(shipment.id, shipment.order_id, reason.strip()))
    return shipment
