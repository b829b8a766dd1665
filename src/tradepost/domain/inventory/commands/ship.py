from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_id
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import MoveRow, StockChange, write_posting
from tradepost.domain.inventory.commands._hold import Held
from tradepost.domain.inventory.commands._lots import refuse_stopped
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.commands._reserves import HeldReserve, hold_reserves


@dataclass(frozen=True, slots=True)
class Shipped:
    """Base units that left from one reserve, and their value in base currency (moving average)."""

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
        values = _values(held, rows)
        beyond = imagined_place(warehouse_id, to_kind)
        moves = [
            MoveRow(row.item_id, quantity, row.place_id, beyond, row.lot_id, value)
            for (row, quantity), value in zip(rows, values, strict=True)
        ]
        _change(warehouse_id, rows, values).write()
        kind = "transfer" if to_kind == "transit" else "shipment"
        write_posting(new_id(by.now), kind, subject_id, "", by.now, moves)
        shipped += [
            Shipped(row.reserve_id, row.demand_id, row.item_id, quantity, row.lot_id, value)
            for (row, quantity), value in zip(rows, values, strict=True)
        ]
    return shipped


def _values(held: Mapping[UUID, Held], rows: Sequence[tuple[HeldReserve, int]]) -> list[Decimal]:
    per_item: dict[UUID, list[int]] = defaultdict(list)
    for row, quantity in rows:
        per_item[row.item_id].append(quantity)
    worth = {
        item_id: iter(
            rules.outgoing_values(
                held[item_id].value, held[item_id].stock, quantities, settings.BASE_CURRENCY
            )
        )
        for item_id, quantities in per_item.items()
    }
    return [next(worth[row.item_id]) for row, _ in rows]


def _change(
    warehouse_id: UUID, rows: Sequence[tuple[HeldReserve, int]], values: Sequence[Decimal]
) -> StockChange:
    change = StockChange(warehouse_id)
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
    return change
