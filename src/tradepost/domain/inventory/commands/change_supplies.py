from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.events import SupplyChanged


@command
def change_supplies(by: By, *, changes: Sequence[tuple[UUID, int, date]]) -> list[UUID]:
    """Supply slips, grows or is cut: (supply id, base units still open, expected day).

    Pegs beyond what is left become backorders or move to other supply. Gives the affected demands:
    those pegged to a changed supply before, and those covered otherwise now.
    """
    wanted = {supply_id: (quantity, day) for supply_id, quantity, day in changes}
    rows = sql.rows(
        "select id, warehouse_id, item_id from inventory_supply where id = any(%s::uuid[]) order by id",
        [list(wanted)],
    )
    affected: dict[UUID, set[UUID]] = {supply_id: set() for supply_id in wanted}
    for warehouse_id in sorted({row[1] for row in rows}):
        held = hold_positions(warehouse_id, {row[2] for row in rows if row[1] == warehouse_id})
        change = StockChange(warehouse_id)
        mine = [row[0] for row in rows if row[1] == warehouse_id]
        for supply_id, item_id, quantity, pegged in _now(mine):
            to_quantity, to_day = wanted[supply_id]
            change.supplies[supply_id].quantity += to_quantity - quantity
            change.supplies[supply_id].expected_on = to_day
            change.positions[item_id].incoming += to_quantity - quantity
            affected[supply_id].update(demand for demand in pegged if demand is not None)
        served = settle(change, held, held)
        change.write()
        for supply_id in mine:
            affected[supply_id].update(served)
    for supply_id, demands in affected.items():
        publish(by, SupplyChanged(supply_id, *wanted[supply_id], sorted(demands)))
    return sorted(set().union(*affected.values()))


def _now(supply_ids: list[UUID]) -> list[tuple[UUID, UUID, int, list[UUID | None]]]:
    found = sql.rows(
        """select s.id, s.item_id, s.quantity, array_agg(p.demand_id)
           from inventory_supply s left join inventory_promise p on p.supply_id = s.id
           where s.id = any(%s::uuid[]) group by s.id""",
        [supply_ids],
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]
