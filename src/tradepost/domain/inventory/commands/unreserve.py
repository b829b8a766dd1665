from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.inventory.commands._break import break_promises
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import Held
from tradepost.domain.inventory.commands._reserves import HeldReserve, hold_reserves
from tradepost.domain.inventory.commands._settle import settle
from tradepost.domain.inventory.events import DemandsRepegged


@command
def unreserve(by: By, *, reserves: Sequence[tuple[UUID, int]]) -> None:
    """Give reserved base units back to their promise: the demand keeps its stock, no place is bound.

    Of a lot that was stopped meanwhile nothing is for sale: who loses a promise by it is decided as by a count.
    """
    for warehouse_id, held, rows in hold_reserves(reserves):
        change = StockChange(warehouse_id)
        for row, quantity in rows:
            change.reserves[row.reserve_id] += quantity
            change.balances[row.balance_id][1] -= quantity
            change.demands[row.demand_id].reserved -= quantity
        _leave_stopped(by, change, held, rows)
        change.write()


def _leave_stopped(
    by: By, change: StockChange, held: Mapping[UUID, Held], rows: Sequence[tuple[HeldReserve, int]]
) -> None:
    stopped = [(row, quantity) for row, quantity in rows if row.stopped]
    for row, quantity in stopped:
        change.positions[row.item_id].on_hand -= quantity
        change.positions[row.item_id].unsellable += quantity
    broken = break_promises(change, held)
    if broken:
        served = settle(change, held, {peg.item_id for peg in broken}, already=broken)
        publish(by, DemandsRepegged(new_id(by.now), sorted({*served, *(peg.demand_id for peg in broken)})))
