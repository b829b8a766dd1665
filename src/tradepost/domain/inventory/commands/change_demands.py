from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held, hold_positions, open_supplies
from tradepost.domain.inventory.commands.cut_demands import ReservedAlready, covered_demands, cut_demands
from tradepost.domain.inventory.commands.promise import DemandInput, promise


@dataclass(frozen=True, slots=True)
class DemandPart:
    """Base units of a demand that become one of their own, with what was promised to them."""

    demand_id: UUID
    new_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class DemandMore:
    """Base units that a demand, or a part that becomes one in the same breath, wants beside what it has."""

    demand_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class DemandSaid:
    """When a demand is needed, and of which document it is."""

    demand_id: UUID
    needed_on: date
    document_id: UUID


New = tuple[UUID, DemandInput]
"""A warehouse, and what is wanted of it."""


@command
def change_demands(
    by: By,
    *,
    parts: Sequence[DemandPart] = (),
    cuts: Sequence[tuple[UUID, int]] = (),
    more: Sequence[DemandMore] = (),
    new: Sequence[New] = (),
    said: Sequence[DemandSaid] = (),
) -> None:
    """Change what is wanted: what is parted keeps its promises, what is cut goes to whoever waits, what is more queues.

    In that order; then what is new, as `promise` does. All positions are held before the first step, in the order in
    which everybody takes them; the statements do not grow with the demands. Refuses ReservedAlready.
    """
    named = [*(part.demand_id for part in parts), *(pk for pk, _ in cuts), *(one.demand_id for one in more)]
    known = {
        row[0]: (row[1], row[2])
        for row in sql.rows(
            "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[])", [named]
        )
    }
    known |= {part.new_id: known[part.demand_id] for part in parts}
    touched = [*known.values(), *((house, demand.item_id) for house, demand in new)]
    houses = sorted({house for house, _ in touched})
    for house in houses:
        hold_positions(house, {item_id for other, item_id in touched if other == house})
    for house in houses:
        _part_in(house, [part for part in parts if known[part.demand_id][0] == house])
    if cuts:
        cut_demands(by, cuts=cuts)
    for house in houses:
        asked = [one for one in more if known[one.demand_id][0] == house and one.quantity]
        _add_in(house, {one.demand_id: known[one.demand_id][1] for one in asked}, asked)
    for house in houses:
        wanted = [demand for other, demand in new if other == house]
        if wanted:
            promise(by, warehouse_id=house, demands=wanted)
    _say(said)


def _part_in(house: UUID, parts: Sequence[DemandPart]) -> None:
    if not parts:
        return
    covered = covered_demands([part.demand_id for part in parts])
    sql.run(
        """insert into inventory_demand (id, document_id, item_id, warehouse_id, quantity, promised_stock,
             promised_supply, backordered, reserved, needed_on, priority, placed_at, ship_complete,
             minimum_fill_percent, minimum_shelf_days)
           select t.new_id, d.document_id, d.item_id, d.warehouse_id, 0, 0, 0, 0, 0, d.needed_on, d.priority,
             d.placed_at, d.ship_complete, d.minimum_fill_percent, d.minimum_shelf_days
           from unnest(%s::uuid[], %s::uuid[]) as t(id, new_id) join inventory_demand d on d.id = t.id""",
        [[part.demand_id for part in parts], [part.new_id for part in parts]],
    )
    change = StockChange(house)
    for part in parts:
        pegs, left = rules.take_back(covered[part.demand_id], part.quantity)
        if left:
            raise ReservedAlready(
                f"{left} of this line are already set aside for picking. Cancel the shipment, then change the line.",
                demand_id=str(part.demand_id),
                reserved=left,
            )
        change.demands[part.demand_id].quantity -= part.quantity
        change.demands[part.new_id].quantity += part.quantity
        change.peg(pegs)
        change.peg(replace(peg, demand_id=part.new_id, quantity=-peg.quantity) for peg in pegs)
    change.write()


def _add_in(house: UUID, items: Mapping[UUID, UUID], asked: Sequence[DemandMore]) -> None:
    if not asked:
        return
    held: Mapping[UUID, Held] = hold_positions(house, set(items.values()))
    free = {item_id: position.free for item_id, position in held.items()}
    wanted = [(one.demand_id, items[one.demand_id], one.quantity) for one in asked]
    pegs = rules.cover(wanted, free, open_supplies(house, set(items.values())))
    change = StockChange(house)
    for one in asked:
        change.demands[one.demand_id].quantity += one.quantity
    change.peg(pegs)
    change.write()


def _say(said: Sequence[DemandSaid]) -> None:
    if said:
        sql.run(
            """update inventory_demand d set needed_on = t.needed_on, document_id = t.document_id
               from unnest(%s::uuid[], %s::date[], %s::uuid[]) as t(id, needed_on, document_id)
               where d.id = t.id and (d.needed_on, d.document_id) is distinct from (t.needed_on, t.document_id)""",
            sql.columns(said),
        )
