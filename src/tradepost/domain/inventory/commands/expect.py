from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions, open_supplies, waiting_demands


@dataclass(frozen=True, slots=True)
class SupplyInput:
    """Base units of an item expected on a day; the id is the line that brings them."""

    supply_id: UUID
    item_id: UUID
    quantity: int
    expected_on: date


@command
def expect(by: By, *, warehouse_id: UUID, source_id: UUID, supplies: Sequence[SupplyInput]) -> list[UUID]:
    """Announce supply; backorders of its items are pegged to it at once. Gives the demands served."""
    held = hold_positions(warehouse_id, {supply.item_id for supply in supplies})
    ids, items, quantities, days = sql.columns(supplies)
    sql.run(
        """insert into inventory_supply (id, source_id, item_id, warehouse_id, quantity, promised, expected_on, made_at)
           select id, %s, item_id, %s, quantity, 0, expected_on, %s
           from unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::date[]) as t(id, item_id, quantity, expected_on)""",
        [source_id, warehouse_id, by.now, ids, items, quantities, days],
    )
    change = StockChange(warehouse_id)
    for supply in supplies:
        change.positions[supply.item_id].incoming += supply.quantity
    open_now = open_supplies(warehouse_id, held)
    waiting = waiting_demands(warehouse_id, held)
    served: set[UUID] = set()
    for item_id in sorted({demand.item_id for demand in waiting}):
        mine = [demand for demand in waiting if demand.item_id == item_id]
        coming = [supply for supply in open_now if supply.item_id == item_id]
        pegs = rules.settle_again(item_id, held[item_id].free, coming, mine, {})
        change.peg(pegs)
        served.update(peg.demand_id for peg in pegs)
    change.write()
    return sorted(served)
