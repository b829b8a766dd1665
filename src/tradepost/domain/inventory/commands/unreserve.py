from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._reserves import hold_reserves


@command
def unreserve(by: By, *, reserves: Sequence[tuple[UUID, int]]) -> None:
    """Give reserved base units back to their promise: the demand keeps its stock, no place is bound."""
    for warehouse_id, _, rows in hold_reserves(reserves):
        change = StockChange(warehouse_id)
        for row, quantity in rows:
            change.reserves[row.reserve_id] += quantity
            change.balances[row.balance_id][1] -= quantity
            change.demands[row.demand_id].reserved -= quantity
        change.write()
