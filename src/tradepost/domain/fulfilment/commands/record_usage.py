from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.commands.deliver_shipment import deliver_shipment
from tradepost.domain.fulfilment.commands.ship_order import ship_order
from tradepost.domain.fulfilment.events import UsageRecorded
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.rules.charging import NOTHING_CHARGED


class LessLiesThere(Refusal):
    """More is said to be used than may be taken there; `facts["there"]` says how much, by the number of the line."""


@dataclass(frozen=True, slots=True)
class UsedInput:
    """What was used of an item, as typed ("" is its base unit), perhaps of one lot."""

    item_id: UUID
    quantity: Decimal
    unit: str = ""
    lot_id: UUID | None = None


@command(once="order_id", again=queries.first_shipment_of)
def record_usage(
    by: By,
    *,
    order_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[UsedInput],
    customer_po: str = "",
    note: str = "",
) -> Shipment:
    """A customer used goods of ours that lie with them: an order at today's prices, shipped and delivered at once.

    What is left is to invoice it. A hold on it is released by who tells of the usage: the goods are used already.
    Refuses LessLiesThere, Invalid (a warehouse that stands with no customer), and as place_order does.
    """
    customer_id = _customer_with(warehouse_id)
    line_ids = new_ids(by.now, len(lines))
    # The room below goes first: only what is promised and locked is known to lie there for this report.
    order = sales.place_order(
        by,
        order_id=order_id,
        customer_id=customer_id,
        warehouse_id=warehouse_id,
        lines=[
            LineInput(one.item_id, one.quantity, one.unit, line_id=line_id)
            for one, line_id in zip(lines, line_ids, strict=True)
        ],
        customer_po=customer_po,
        note=note,
        # It is there already: nothing is sent that could be charged.
        offered=NOTHING_CHARGED,
        confirm=True,
    )
    lots = {line_id: one.lot_id for one, line_id in zip(lines, line_ids, strict=True) if one.lot_id}
    _refuse_missing(by, order, lots)
    _let_go(by, order)
    shipment = ship_order(by, shipment_id=new_id(by.now), order_id=order_id, lots=lots)
    if shipment.shipped_total < order.quantity_total:
        raise LessLiesThere(
            "Some of it lies there in lots that are over too soon for this customer. Name the lots that were used.",
            there={},
        )
    shipment = deliver_shipment(by, shipment_id=shipment.id)
    publish(by, UsageRecorded(order_id, customer_id, warehouse_id, shipment.id, shipment.shipped_total))
    return shipment


def _customer_with(warehouse_id: UUID) -> UUID:
    found = inventory_queries.warehouse(warehouse_id)
    if found.customer_id is None:
        raise Invalid(
            f"{found.name} stands with no customer. Goods that lie there are sold by an order.",
            fields={"warehouse_id": "Stands with no customer."},
        )
    return found.customer_id


def _refuse_missing(by: By, order: Order, lots: Mapping[UUID, UUID]) -> None:
    """Raises LessLiesThere where a line was not promised from stock, or its lot does not lie there."""
    today = by.now.date()
    lines = sales_queries.lines_of(order.pk)
    covers = inventory_queries.demands_of([order.pk], on=today)
    free = inventory_queries.usable_lots(order.warehouse_id, [line.item_id for line in lines], today)
    wanted = [
        rules.Used(line.item_id, lots.get(line.pk), line.quantity, covers[line.pk].stock) for line in lines
    ]
    there = rules.less_there(wanted, free)
    if there:
        told = ", ".join(f"{lines[n].sku}: {may} of {lines[n].quantity}" for n, may in there.items())
        raise LessLiesThere(
            f"Less lies there, or it is not usable ({told}). Count again, or say what was used.", there=there
        )


def _let_go(by: By, order: Order) -> None:
    for hold in sales_queries.holds_of(order.pk) if order.held else ():
        sales.release_hold(by, hold_id=hold.pk, note="The goods were used already.")
