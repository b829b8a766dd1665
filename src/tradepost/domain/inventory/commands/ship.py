from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_id
from tradepost.domain.inventory.commands._change import MoveRow, StockChange, write_posting
from tradepost.domain.inventory.commands._lots import refuse_stopped
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.commands._reserves import HeldReserve, hold_reserves
from tradepost.domain.inventory.commands._worth import leaving


@dataclass(frozen=True, slots=True)
class Shipped:
    """Base units that left from one reserve, and their value in base currency."""

    reserve_id: UUID
    demand_id: UUID
    item_id: UUID
    quantity: int
    lot_id: UUID | None
    value: Decimal


@command
def ship(
    by: By, *, subject_id: UUID, picks: Sequence[tuple[UUID, int]], to_kind: str = "customer"
) -> list[Shipped]:
    """Post reserved base units out to an imagined place (customer, transit); on hand, reserved, promised fall together.

    Raises NotReserved, and LotNotUsable where a lot was stopped or expired since. `subject_id` is the shipment, or
    the transfer.
    """
    shipped: list[Shipped] = []
    for warehouse_id, held, rows in hold_reserves(picks):
        for row, _ in rows:
            refuse_stopped(row.lot_code, row.lot_state, row.expires_on, by.now.date())
        change = StockChange(warehouse_id)
        values = leaving(change, held, [(row.item_id, quantity) for row, quantity in rows])
        beyond = imagined_place(warehouse_id, to_kind)
        moves = [
            MoveRow(row.item_id, quantity, row.place_id, beyond, row.lot_id, value)
            for (row, quantity), value in zip(rows, values, strict=True)
        ]
        _take_stock(change, rows, values)
        change.write()
        kind = "transfer" if to_kind == "transit" else "shipment"
        write_posting(new_id(by.now), kind, subject_id, "", by.now, moves)
        shipped += [
            Shipped(row.reserve_id, row.demand_id, row.item_id, quantity, row.lot_id, value)
            for (row, quantity), value in zip(rows, values, strict=True)
        ]
    return shipped


def _take_stock(
    change: StockChange, rows: Sequence[tuple[HeldReserve, int]], values: Sequence[Decimal]
) -> None:
    for (row, quantity), value in zip(rows, values, strict=True):
        change.reserves[row.reserve_id] += quantity
        balance = change.balances[row.balance_id]
        balance[0] -= quantity
        balance[1] -= quantity
        demand = change.demands[row.demand_id]
        demand.quantity -= quantity
        demand.promised_stock -= quantity
        demand.reserved -= quantity
        change.promises[row.demand_id, None] -= quantity
        position = change.positions[row.item_id]
        position.on_hand -= quantity
        position.promised -= quantity
        position.value -= value
