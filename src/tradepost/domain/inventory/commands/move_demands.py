from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions, open_supplies
from tradepost.domain.inventory.commands.cut_demands import cut_demands


@dataclass(frozen=True, slots=True)
class DemandMove:
    """Base units of a demand that another warehouse is to serve; a part gets an id of its own, else it keeps its."""

    demand_id: UUID
    new_id: UUID
    quantity: int


@command
def move_demands(by: By, *, warehouse_id: UUID, moves: Sequence[DemandMove]) -> None:
    """Serve demands from another warehouse: what was promised there is free for others, here they queue as they are.

    Day, priority and age stay. From stock, then supply, the rest backordered, as `promise` does. The number of
    statements does not grow with the demands. Refuses ReservedAlready for what is set aside.
    """
    before = sql.rows(
        "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[])",
        [[move.demand_id for move in moves]],
    )
    items = {row[0]: row[2] for row in before}
    houses = {row[1] for row in before} | {warehouse_id}
    # Both ends before the first step, in the order in which everybody takes them.
    held = {house: hold_positions(house, set(items.values())) for house in sorted(houses)}
    cut_demands(by, cuts=[(move.demand_id, move.quantity) for move in moves])
    _place(warehouse_id, moves)
    wanted = [(move.new_id, items[move.demand_id], move.quantity) for move in moves]
    free = {item_id: position.free for item_id, position in held[warehouse_id].items()}
    pegs = rules.cover(wanted, free, open_supplies(warehouse_id, set(items.values())))
    change = StockChange(warehouse_id)
    for new_id, _, quantity in wanted:
        change.demands[new_id].quantity += quantity
    change.peg(pegs)
    change.write()


def _place(warehouse_id: UUID, moves: Sequence[DemandMove]) -> None:
    """The rows in their new warehouse, wanting nothing yet."""
    whole = [move.demand_id for move in moves if move.new_id == move.demand_id]
    parts = [move for move in moves if move.new_id != move.demand_id]
    if whole:
        sql.run(
            "update inventory_demand set warehouse_id = %s where id = any(%s::uuid[])", [warehouse_id, whole]
        )
    if parts:
        sql.run(
            """insert into inventory_demand (id, document_id, item_id, warehouse_id, quantity, promised_stock,
                 promised_supply, backordered, reserved, needed_on, priority, placed_at, ship_complete,
                 minimum_fill_percent, minimum_shelf_days)
               select t.new_id, d.document_id, d.item_id, %s, 0, 0, 0, 0, 0, d.needed_on, d.priority, d.placed_at,
                 d.ship_complete, d.minimum_fill_percent, d.minimum_shelf_days
               from unnest(%s::uuid[], %s::uuid[]) as t(id, new_id) join inventory_demand d on d.id = t.id""",
            [warehouse_id, [move.demand_id for move in parts], [move.new_id for move in parts]],
        )
