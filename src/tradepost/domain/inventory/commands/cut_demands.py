from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.rules import Covered, Peg


class ReservedAlready(Refusal):
    """Part of it is set aside in the warehouse; cancel the shipment first."""


@dataclass(frozen=True, slots=True)
class _Row:
    demand_id: UUID
    item_id: UUID
    warehouse_id: UUID
    backordered: int
    free_stock: int
    supply_ids: list[UUID | None]
    days: list[date | None]
    quantities: list[int | None]

    def covered(self) -> Covered:
        pegs = [
            (supply_id, day, quantity)
            for supply_id, day, quantity in zip(self.supply_ids, self.days, self.quantities, strict=True)
            if supply_id is not None and day is not None and quantity is not None
        ]
        return Covered(self.demand_id, self.item_id, self.backordered, self.free_stock, pegs)


@command
def cut_demands(by: By, *, cuts: Sequence[tuple[UUID, int]]) -> None:
    """Take back base units of demands; what was promised to them goes to whoever waits.

    Backorder is freed first, then the latest supply, then unreserved stock. Refuses ReservedAlready.
    """
    places = sql.rows(
        "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[])",
        [[demand_id for demand_id, _ in cuts]],
    )
    for warehouse_id in sorted({row[1] for row in places}):
        here = {row[0]: row[2] for row in places if row[1] == warehouse_id}
        _cut_in(warehouse_id, here, [(d, q) for d, q in cuts if d in here and q > 0])


def _cut_in(warehouse_id: UUID, items: dict[UUID, UUID], cuts: list[tuple[UUID, int]]) -> None:
    if not cuts:
        return
    held = hold_positions(warehouse_id, {items[demand_id] for demand_id, _ in cuts})
    covered = covered_demands([demand_id for demand_id, _ in cuts])
    change = StockChange(warehouse_id)
    taken: list[Peg] = []
    for demand_id, quantity in cuts:
        pegs, left = rules.take_back(covered[demand_id], quantity)
        if left:
            raise ReservedAlready(
                f"{left} of this line are already set aside for picking. Cancel the shipment, then cancel the line.",
                demand_id=str(demand_id),
                reserved=left,
            )
        taken += pegs
        change.demands[demand_id].quantity -= quantity
    change.peg(taken)
    settle(change, held, _freed_items(taken), already=taken)
    change.write()


def _freed_items(pegs: Iterable[Peg]) -> set[UUID]:
    return {peg.item_id for peg in pegs if peg.kind != "backorder"}


def covered_demands(demand_ids: Sequence[UUID]) -> dict[UUID, Covered]:
    """How demands are covered by what is not set aside. Positions must be held."""
    found = sql.rows_as(
        _Row,
        """select d.id, d.item_id, d.warehouse_id, d.backordered, d.promised_stock - d.reserved,
                  array_agg(s.id), array_agg(s.expected_on), array_agg(p.quantity)
           from inventory_demand d
             left join inventory_promise p on p.demand_id = d.id and p.supply_id is not null
             left join inventory_supply s on s.id = p.supply_id
           where d.id = any(%s::uuid[]) group by d.id""",
        [list(demand_ids)],
    )
    return {row.demand_id: row.covered() for row in found}
