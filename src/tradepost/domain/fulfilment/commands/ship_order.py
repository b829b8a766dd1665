from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.commands._cost import post_cost
from tradepost.domain.fulfilment.commands._new_shipments import (
    Draft,
    lay_out,
    lock_orders,
    refuse_used,
    take,
    write,
)
from tradepost.domain.fulfilment.commands.pack_shipment import PackageInput, new_packages
from tradepost.domain.fulfilment.commands.ship_shipment import refuse_unweighed, shipped_fact
from tradepost.domain.fulfilment.models import Package, Shipment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import Shipped
from tradepost.domain.sales import commands as sales


@command(once="shipment_id", again=queries.shipment_by_id)
def ship_order(
    by: By,
    *,
    shipment_id: UUID,
    order_id: UUID,
    line_ids: Sequence[UUID] | None = None,
    quantities: Sequence[tuple[UUID, int]] | None = None,
    warehouse_id: UUID | None = None,
    carrier: str = "",
    tracking_number: str = "",
    packages: Sequence[PackageInput] = (),
    lots: Mapping[UUID, UUID] | None = None,
    weights: Mapping[UUID, int] | None = None,
) -> Shipment:
    """Release, pick all, pack and ship in one: for a shop without pick lists, and for history.

    The arguments and refusals are those of release_order and ship_shipment; `lots` names the lot of those lines that
    leave in a certain one, `weights` what lines weigh that are billed by it, by order line, in thousandths of its unit.
    What lies in several warehouses is refused with SeveralWarehouses. Sent twice, the second returns the same shipment.
    """
    orders = lock_orders([(shipment_id, order_id)])
    refuse_used(orders)
    drafts = lay_out(by, take(by, orders, line_ids, quantities, warehouse_id, lots))
    _refuse_several(orders[0].number, drafts)
    draft = drafts[0]
    _weigh(draft, weights or {})
    boxes = new_packages(by, draft.shipment, packages)
    # The ledger goes first: it alone knows what the goods are worth.
    picks = [(task.id, task.asked) for task in draft.tasks]
    gone = inventory.ship(by, subject_id=shipment_id, picks=picks)
    _send(by, draft, gone)
    draft.shipment.carrier, draft.shipment.tracking_number = carrier.strip(), tracking_number.strip()
    write([draft])
    Package.objects.bulk_create(boxes)
    post_cost(by, [(draft.shipment, draft.shipment.value)])
    lines = [(line.order_line_id, line.shipped) for line in draft.lines]
    sales.record_released(by, lines=lines)
    sales.record_picked(by, lines=lines)
    sales.record_shipped(by, lines=lines)
    publish(by, shipped_fact(draft.shipment))
    return draft.shipment


def _weigh(draft: Draft, weights: Mapping[UUID, int]) -> None:
    """Write what goods weigh that are billed by it. Raises NotWeighed where nobody says so, Invalid."""
    weighed = [line for line in draft.lines if line.weighed]
    wrong = {
        f"weights.{line_id}": "Billed by the piece, or not above 0."
        for line_id, milli in weights.items()
        if milli <= 0 or line_id not in {line.order_line_id for line in weighed}
    }
    if wrong:
        raise Invalid("Give weights above 0 of lines that are billed by weight.", fields=wrong)
    for line in weighed:
        line.weight_milli = weights.get(line.order_line_id)
    refuse_unweighed(draft.shipment.number, [line.id for line in weighed if line.weight_milli is None])


def _refuse_several(number: str, drafts: Sequence[Draft]) -> None:
    if len(drafts) > 1:
        raise rules.SeveralWarehouses(
            f"{number} comes from {len(drafts)} warehouses. Name the one from which it left, or release it.",
            warehouses=len(drafts),
        )


def _send(by: By, draft: Draft, gone: Sequence[Shipped]) -> None:
    values = {row.reserve_id: row.value for row in gone}
    for task in draft.tasks:
        task.picked, task.done_at = task.asked, by.now
        task.line.value += values[task.id]
    for line in draft.lines:
        line.picked = line.shipped = line.asked
    shipment = draft.shipment
    shipment.state = "dispatched"
    shipment.packed_at = shipment.shipped_at = by.now
    shipment.picked_total = shipment.shipped_total = shipment.asked_total
    shipment.value = sum((line.value for line in draft.lines), ZERO)
