"""Reserves under lock, with all that shipping or freeing them needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.inventory.commands._hold import Held, hold_positions


class NotReserved(Refusal):
    """What was to be taken is not reserved (any more)."""


@dataclass(frozen=True, slots=True)
class HeldReserve:
    """One reserve whose position is held; base units."""

    reserve_id: UUID
    demand_id: UUID
    item_id: UUID
    warehouse_id: UUID
    balance_id: int
    place_id: UUID
    lot_id: UUID | None
    quantity: int
    lot_code: str
    lot_state: str
    expires_on: date | None
    stopped: bool


_SELECT = """select r.id, r.demand_id, d.item_id, d.warehouse_id, r.balance_id, b.place_id, b.lot_id, r.quantity,
                    coalesce(l.code, ''), coalesce(l.state, 'usable'), l.expires_on,
                    coalesce(l.state <> 'usable' or l.expired_at is not null, false)
             from inventory_reserve r join inventory_demand d on d.id = r.demand_id
               join inventory_balance b on b.id = r.balance_id left join inventory_lot l on l.id = b.lot_id
             where r.id = any(%s::uuid[]) order by d.warehouse_id, d.item_id, r.id"""


def hold_reserves(
    picks: Sequence[tuple[UUID, int]],
) -> list[tuple[UUID, dict[UUID, Held], list[tuple[HeldReserve, int]]]]:
    """Per warehouse: its held positions, and each reserve with the base units to take from it.

    Raises NotReserved when a reserve is gone or smaller than asked.
    """
    wanted = {reserve_id: quantity for reserve_id, quantity in picks if quantity > 0}
    seen = sql.rows_as(HeldReserve, _SELECT, [list(wanted)])
    held = {
        warehouse_id: hold_positions(
            warehouse_id, {r.item_id for r in seen if r.warehouse_id == warehouse_id}
        )
        for warehouse_id in sorted({r.warehouse_id for r in seen})
    }
    # Read again under the lock: a twin may have shipped them while we waited.
    now = sql.rows_as(HeldReserve, _SELECT, [list(wanted)]) if seen else []
    have = {r.reserve_id: r.quantity for r in now}
    if any(have.get(reserve_id, 0) < quantity for reserve_id, quantity in wanted.items()):
        raise NotReserved("Some of this is no longer reserved. Load the page again and pick what is left.")
    return [
        (warehouse_id, positions, [(r, wanted[r.reserve_id]) for r in now if r.warehouse_id == warehouse_id])
        for warehouse_id, positions in held.items()
    ]
