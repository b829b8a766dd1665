from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_ids
from tradepost.base.units import UnitFactor
from tradepost.domain.delivery.queries import Sent
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import DemandMove
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import with_another
from tradepost.domain.sales.commands._parts import Part, write_parts
from tradepost.domain.sales.commands._ways import sent_from
from tradepost.domain.sales.events import LinesSourced
from tradepost.domain.sales.models import Order, OrderLine


class LeavesWhole(Refusal):
    """An order that leaves only when whole comes from one warehouse; `facts["lines"]` count those left behind."""


@command
def source_lines(
    by: By, *, order_id: UUID, warehouse_id: UUID, lines: Sequence[tuple[UUID, int]], reason: str
) -> Order:
    """Send base units of lines of a confirmed order from another warehouse, by hand.

    What was promised to them where they came from goes to whoever waits there; in the other warehouse they get what
    is free. Part of a line becomes a line of its own, at the same price. What the warehouse has set aside stays.
    The day told to the customer stays too, until somebody tells another. Raises Invalid, LeavesWhole, NotAllowed,
    WithAnotherCustomer.
    """
    order = queries.order_for_update(order_id)
    if order.state != "confirmed":
        raise NotAllowed(
            f"{order.number} is {order.state}; only what is confirmed has a warehouse.", allowed=[]
        )
    house = inventory_queries.warehouse(warehouse_id)
    if house.customer_id not in (None, order.customer_id):
        raise with_another()
    standing = {line.pk: line for line in queries.lines_of(order_id)}
    _refuse_nonsense(order, house.pk, standing, lines, reason)
    _refuse_scattered(order, standing, dict(lines))
    sent = sent_from(order, house.pk)
    parts, moves = _parted(by, standing, sent, lines, reason.strip())
    inventory.move_demands(by, warehouse_id=house.pk, moves=moves)
    write_parts(order, parts)
    made = {str(move.new_id): str(move.demand_id) for move in moves if move.new_id != move.demand_id}
    moved = {str(line_id): quantity for line_id, quantity in lines}
    publish(by, LinesSourced(order_id, house.pk, moved, made, reason.strip()))
    order.save(update_fields=["state"])  # another version: its lines are others
    return Order.objects.get(pk=order_id)


def _refuse_nonsense(
    order: Order, warehouse_id: UUID, standing: Mapping[UUID, OrderLine],
    lines: Sequence[tuple[UUID, int]], reason: str,
) -> None:  # fmt: skip
    wrong: dict[str, str] = {}
    if not reason.strip():
        wrong["reason"] = "Say why."
    if not lines:
        wrong["lines"] = "Say which lines, and how many."
    for n, (line_id, quantity) in enumerate(lines):
        line = standing.get(line_id)
        if line is None or line_id in {other for other, _ in lines[:n]}:
            wrong[f"lines.{n}"] = "Not a line of this order, or named twice."
        elif (line.warehouse_id or order.warehouse_id) == warehouse_id:
            wrong[f"lines.{n}"] = "It comes from there already."
        elif not 0 < quantity <= line.open - line.released:
            wrong[f"lines.{n}"] = f"Between 1 and {line.open - line.released}: the rest is set aside or gone."
        elif quantity != line.open and quantity % _step(line) and (line.quantity - quantity) % _step(line):
            wrong[f"lines.{n}"] = f"A {line.unit} is not broken: {_step(line)} at a time."
    if wrong:
        raise Invalid("These lines cannot be sent from there.", fields=wrong)


def _step(line: OrderLine) -> int:
    return queries.whole_unit(UnitFactor(line.unit_numerator, line.unit_denominator))


def _refuse_scattered(order: Order, standing: Mapping[UUID, OrderLine], moved: Mapping[UUID, int]) -> None:
    if not order.ship_complete:
        return
    left = sum(1 for line in standing.values() if line.open > moved.get(line.pk, 0))
    if left:
        raise LeavesWhole(
            f"{order.number} leaves only when whole, so all of it comes from one warehouse: send all of its lines from"
            " there.",
            lines=left,
        )


def _parted(
    by: By, standing: Mapping[UUID, OrderLine], sent: Sent, lines: Sequence[tuple[UUID, int]], reason: str
) -> tuple[list[Part], list[DemandMove]]:
    """A line of which all that is open moves keeps its id; else the part that moves is a new line."""
    parts: list[Part] = []
    moves: list[DemandMove] = []
    trace = {"by": by.actor, "reason": reason}
    house, goes = sent.warehouse_id, (sent.carrier_id, sent.transit_id, True)
    for new_id, (line_id, quantity) in zip(new_ids(by.now, len(lines)), lines, strict=True):
        line = standing[line_id]
        if quantity == line.open:
            parts.append(Part(line, line.pk, line.quantity, house, trace, *goes))
            moves.append(DemandMove(line.pk, line.pk, quantity))
        else:
            rest, went = line.quantity - quantity, (line.carrier_id, line.transit_id, line.way_changed)
            parts.append(Part(line, line.pk, rest, line.warehouse_id, line.source_trace, *went))
            parts.append(Part(line, new_id, quantity, house, trace, *goes))
            moves.append(DemandMove(line.pk, new_id, quantity))
    return parts, moves
