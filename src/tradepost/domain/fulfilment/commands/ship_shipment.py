from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.money import ZERO
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.commands._cost import post_cost
from tradepost.domain.fulfilment.events import ShipmentShipped
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import Task
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import Shipped
from tradepost.domain.sales import commands as sales


@command
def ship_shipment(by: By, *, shipment_id: UUID, tracking_number: str = "", carrier: str = "") -> Shipment:
    """Hand the packed goods to the carrier: stock leaves, its cost is booked, the order counts it.

    Raises NotAllowed (also for the second of two who ship it), NotFound, NotWhole, NotWeighed.
    """
    shipment = queries.shipment_for_update(shipment_id)
    state = SHIPMENT.next(shipment.state, "ship")
    _refuse_incomplete(shipment)
    tasks = [task for task in queries.tasks_of(shipment_id) if task.picked]
    refuse_unweighed(shipment.number, [task.line_id for task in tasks if task.unweighed])
    # The ledger goes first: it alone knows what the goods are worth.
    gone = inventory.ship(by, subject_id=shipment.id, picks=[(task.id, task.picked) for task in tasks])
    value = sum((row.value for row in gone), ZERO)
    _write_lines(tasks, gone)
    save(
        shipment,
        state=state,
        shipped_at=by.now,
        shipped_total=shipment.picked_total,
        value=value,
        tracking_number=tracking_number.strip() or shipment.tracking_number,
        carrier=carrier.strip() or shipment.carrier,
    )
    post_cost(by, [(shipment, value)])
    sales.record_shipped(by, lines=rules.per_line((task.order_line_id, task.picked) for task in tasks))
    publish(by, shipped_fact(shipment))
    return shipment


def _refuse_incomplete(shipment: Shipment) -> None:
    if not shipment.order.ship_complete:
        return
    missing = queries.open_quantity(shipment.order_id) - shipment.picked_total
    if missing:
        raise rules.NotWhole(
            f"Order {shipment.order.number} leaves only when whole, and {missing} are missing."
            " Cancel what is missing, or cancel this shipment and release the order again later.",
            order=shipment.order.number,
            missing=missing,
        )


def refuse_unweighed(number: str, line_ids: Sequence[UUID]) -> None:
    """Raises NotWeighed for lines that need a weight and have none."""
    lines = list(dict.fromkeys(line_ids))
    if lines:
        raise rules.NotWeighed(
            f"{len(lines)} line(s) of {number} are billed by weight and not weighed. Weigh them, then ship.",
            shipment=number,
            lines=[str(line_id) for line_id in lines],
        )


def _write_lines(tasks: Sequence[Task], gone: Sequence[Shipped]) -> None:
    line_of = {task.id: task.line_id for task in tasks}
    values: dict[UUID, Decimal] = defaultdict(Decimal)
    for row in gone:
        values[line_of[row.reserve_id]] += row.value
    sql.run(
        """update fulfilment_shipment_line l set shipped = l.picked, value = t.value
           from unnest(%s::uuid[], %s::numeric[]) as t(id, value) where l.id = t.id""",
        [list(values), list(values.values())],
    )


def shipped_fact(shipment: Shipment) -> ShipmentShipped:
    """The event of a shipment that has left."""
    return ShipmentShipped(
        shipment.id,
        shipment.number,
        shipment.order_id,
        shipment.shipped_total,
        shipment.carrier,
        shipment.tracking_number,
    )
