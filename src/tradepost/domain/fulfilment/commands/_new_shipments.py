"""Taking stock for orders and laying out the shipments of it; used by release and by shipping at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.ids import new_ids
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.models import PickTask, Shipment, ShipmentLine
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import Reserved
from tradepost.domain.inventory.rules.lots import LotWish


class OrderNotConfirmed(Refusal):
    """Only a confirmed order goes to the warehouse."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One order, what it still wants, what was reserved for it, and what its lines wished of their lots."""

    order: queries.OrderToRelease
    lines: Sequence[rules.OpenLine]
    reserved: Sequence[Reserved]
    wishes: Mapping[UUID, LotWish] = field(default_factory=dict)


def lock_orders(pairs: Sequence[tuple[UUID, UUID]]) -> list[queries.OrderToRelease]:
    """The orders of (shipment id, order id) pairs, locked in id order. Raises NotFound, Invalid."""
    orders = queries.orders_to_release(pairs)
    missing = {order_id for _, order_id in pairs} - {order.id for order in orders}
    if missing:
        raise NotFound(
            "There is no such order. Look for it in the list of orders.", orders=sorted(map(str, missing))
        )
    if len(orders) != len({order.id for order in orders}):
        raise Invalid("An order was named twice. Release it once.", fields={"pairs": "An order twice."})
    return orders


def made_before(orders: Sequence[queries.OrderToRelease]) -> dict[UUID, Shipment]:
    """Shipments that stand under the ids. Raises SentTwiceDifferently when one is of another order."""
    made = queries.shipments_by_id([order.shipment_id for order in orders])
    if any(order.shipment_id in made and made[order.shipment_id].order_id != order.id for order in orders):
        raise _used("of another order", made)
    return made


def refuse_used(orders: Sequence[queries.OrderToRelease]) -> None:
    """Raises SentTwiceDifferently when a shipment of another command stands under one of the ids."""
    made = queries.shipments_by_id([order.shipment_id for order in orders])
    if made:
        raise _used("that stands", made)


def _used(which: str, made: Mapping[UUID, Shipment]) -> SentTwiceDifferently:
    message = f"This id was already used for a shipment {which}. Use a new id."
    return SentTwiceDifferently(message, keys=sorted(map(str, made)))


def take(
    by: By,
    orders: Sequence[queries.OrderToRelease],
    line_ids: Sequence[UUID] | None = None,
    quantities: Sequence[tuple[UUID, int]] | None = None,
    warehouse_id: UUID | None = None,
    lots: Mapping[UUID, UUID] | None = None,
) -> list[Taken]:
    """Reserve what is promised to locked orders: in one warehouse where one is named, of the lot that `lots` names.

    Refuses when an order may not go to the warehouse, or would leave incomplete though it must be whole.
    """
    order_ids = [order.id for order in orders]
    _refuse_stopped(orders)
    _refuse_credit(by, orders)
    lines = queries.open_lines(order_ids)
    demands = rules.demands_to_reserve(lines, line_ids, quantities, warehouse_id)
    wishes = queries.wishes_of(lines)
    # What is promised may change until stock holds it: wholeness is judged by what was really reserved.
    reserved = inventory.reserve(by, demands=demands, lots=lots or {}, wishes=wishes)
    order_of = {line.order_line_id: line.order_id for line in lines}
    taken = [
        Taken(
            order,
            [line for line in lines if line.order_id == order.id],
            [row for row in reserved if order_of[row.demand_id] == order.id],
            wishes,
        )
        for order in orders
    ]
    for one in taken:
        _refuse_incomplete(one)
    return taken


def _refuse_stopped(orders: Sequence[queries.OrderToRelease]) -> None:
    for order in orders:
        if order.state != "confirmed":
            raise OrderNotConfirmed(
                f"Order {order.number} is {order.state}. Only a confirmed order can be released.",
                order=order.number,
            )
        if order.held:
            reasons = queries.open_holds([order.id]).get(order.id, [])
            raise rules.OrderOnHold(
                f"Order {order.number} is on hold ({', '.join(reasons)}). Release the hold first.",
                order=order.number,
                reasons=reasons,
            )


def _refuse_credit(by: By, orders: Sequence[queries.OrderToRelease]) -> None:
    why = {order: [found.note for found in order.credit.findings(by.now.date())] for order in orders}
    refused = [order for order in orders if why[order]]
    if refused:
        first = refused[0]
        reasons = " ".join(why[first])
        raise rules.CreditRefused(
            f"{reasons} So order {first.number} may not leave.",
            order=first.number,
            orders=[order.id for order in refused],
        )


def _refuse_incomplete(one: Taken) -> None:
    number = one.order.number
    if not one.reserved:
        raise rules.NothingToRelease(
            f"No stock is waiting for order {number}: it is shipped, being picked, not in stock yet,"
            " or less, or of a shorter life, than its customer takes.",
            order=number,
        )
    if one.order.ship_complete:
        counted: Counter[UUID] = Counter()
        for row in one.reserved:
            counted[row.demand_id] += row.quantity
        missing = rules.missing_to_be_whole(one.lines, counted)
        if missing:
            raise rules.NotWhole(
                f"Order {number} leaves only when whole, and {missing[one.order.id]} are missing."
                " Wait for the stock, or cancel what is missing.",
                order=number,
                missing=missing[one.order.id],
            )


@dataclass(frozen=True, slots=True)
class Draft:
    """A shipment with its lines and pick tasks, not yet written."""

    shipment: Shipment
    lines: list[ShipmentLine]
    tasks: list[PickTask]


def lay_out(by: By, taken: Sequence[Taken]) -> list[Draft]:
    """Rows of planned shipments: one for each warehouse, one line per order line, one task per reserve.

    The first of an order, from its own warehouse if that has any of it, bears the id that was asked for.
    """
    loads = [load for one in taken for load in _by_warehouse(by, one)]
    numbers = cheap_numbers("shipment", len(loads))
    return [_draft(by, *load, number) for load, number in zip(loads, numbers, strict=True)]


def _by_warehouse(by: By, one: Taken) -> list[tuple[Taken, UUID, UUID]]:
    """What of an order leaves each warehouse, with the id of that shipment and the warehouse."""
    house_of = {line.order_line_id: line.warehouse_id or one.order.warehouse_id for line in one.lines}
    houses = {house_of[row.demand_id] for row in one.reserved}
    in_order = sorted(houses, key=lambda house: (house != one.order.warehouse_id, house))
    ids = [one.order.shipment_id, *new_ids(by.now, len(in_order) - 1)]
    return [
        (
            replace(one, reserved=[row for row in one.reserved if house_of[row.demand_id] == house]),
            shipment_id,
            house,
        )
        for shipment_id, house in zip(ids, in_order, strict=True)
    ]


def _draft(by: By, one: Taken, shipment_id: UUID, warehouse_id: UUID, number: str) -> Draft:
    order = one.order
    per_line = {
        demand_id: list(rows)
        for demand_id, rows in groupby(
            sorted(one.reserved, key=lambda r: r.demand_id), key=lambda r: r.demand_id
        )
    }
    open_lines = [line for line in one.lines if line.order_line_id in per_line]
    shipment = Shipment(
        id=shipment_id,
        number=number,
        order_id=order.id,
        warehouse_id=warehouse_id,
        shipping_address=order.shipping_address,
        lines_count=len(open_lines),
        asked_total=sum(row.quantity for row in one.reserved),
        made_at=by.now,
    )
    lines = [
        ShipmentLine(
            id=line_id,
            shipment=shipment,
            position=line.position,
            order_line_id=line.order_line_id,
            item_id=line.item_id,
            asked=sum(row.quantity for row in per_line[line.order_line_id]),
            weighed=line.weighed,
            lot_trace=rules.lot_trace(
                one.wishes.get(line.order_line_id), per_line[line.order_line_id][0].seen
            ),
        )
        for line_id, line in zip(new_ids(by.now, len(open_lines)), open_lines, strict=True)
    ]
    return Draft(
        shipment, lines, [_task(line, row) for line in lines for row in per_line[line.order_line_id]]
    )


def _task(line: ShipmentLine, row: Reserved) -> PickTask:
    return PickTask(
        id=row.reserve_id,
        shipment_id=line.shipment_id,
        line=line,
        place_id=row.place_id,
        place_code=row.place_code,
        pick_sequence=row.pick_sequence,
        lot_id=row.lot_id,
        lot_code=row.lot_code,
        asked=row.quantity,
    )


def write(drafts: Sequence[Draft]) -> None:
    """Insert all rows: one statement per table."""
    Shipment.objects.bulk_create([draft.shipment for draft in drafts])
    ShipmentLine.objects.bulk_create([line for draft in drafts for line in draft.lines])
    PickTask.objects.bulk_create([task for draft in drafts for task in draft.tasks])
