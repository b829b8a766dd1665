from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.rules.lots import Free, LotWish, SeenLot, Want


@dataclass(frozen=True, slots=True)
class Reserved:
    """Base units of one demand set aside in one place and lot; `seen`: which lots were looked at for the demand."""

    reserve_id: UUID
    demand_id: UUID
    item_id: UUID
    balance_id: int
    place_id: UUID
    place_code: str
    pick_sequence: int
    lot_id: UUID | None
    lot_code: str
    quantity: int
    seen: Sequence[SeenLot] = ()


_ANY: Mapping[UUID, UUID] = {}
_NONE: Mapping[UUID, LotWish] = {}


@command
def reserve(
    by: By,
    *,
    demands: Sequence[tuple[UUID, int | None]],
    lots: Mapping[UUID, UUID] = _ANY,
    wishes: Mapping[UUID, LotWish] = _NONE,
) -> list[Reserved]:
    """Bind stock promises to places and lots: first expiry first, then pick sequence; never a lot that is stopped,
    or that is over within the days its demand wants it to last.

    Each demand gets at most the given base units (None: all of it) of what is promised from stock and
    not reserved yet; what is not promised is not reserved, so the answer may be less than asked. `lots` names
    the lot of those demands that want a certain one, and no other: they are served first. `wishes` are preferred
    lots, and rules of the customer. As many statements for 1,000 demands as for one.
    """
    asked = dict(demands)
    places = sql.rows(
        "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[])", [list(asked)]
    )
    reserved: list[Reserved] = []
    for warehouse_id in sorted({row[1] for row in places}):
        here = {row[0]: row[2] for row in places if row[1] == warehouse_id}
        hold_positions(warehouse_id, here.values())
        wants = queries.wants_of({d: asked[d] for d in asked if d in here}, lots, wishes).get(warehouse_id)
        if wants:
            reserved += _reserve_in(by, warehouse_id, wants)
    return reserved


def _reserve_in(by: By, warehouse_id: UUID, wants: Sequence[Want]) -> list[Reserved]:
    parts, seen = queries.choose_in(warehouse_id, wants, by.now.date())
    reserved = [
        Reserved(reserve_id, demand_id, *_where(row), quantity, seen[demand_id])
        for reserve_id, (demand_id, row, quantity) in zip(new_ids(by.now, len(parts)), parts, strict=True)
    ]
    _write(by, warehouse_id, reserved)
    return reserved


def _where(row: Free) -> tuple[UUID, int, UUID, str, int, UUID | None, str]:
    return (
        row.item_id,
        row.balance_id,
        row.place_id,
        row.place_code,
        row.pick_sequence,
        row.lot_id,
        row.lot_code,
    )


def _write(by: By, warehouse_id: UUID, reserved: list[Reserved]) -> None:
    change = StockChange(warehouse_id)
    for row in reserved:
        change.balances[row.balance_id][1] += row.quantity
        change.demands[row.demand_id].reserved += row.quantity
    change.write()
    sql.run(
        """insert into inventory_reserve (id, demand_id, balance_id, quantity, made_at)
           select id, demand_id, balance_id, quantity, %s
           from unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[]) as t(id, demand_id, balance_id, quantity)""",
        [
            by.now,
            [row.reserve_id for row in reserved],
            [row.demand_id for row in reserved],
            [row.balance_id for row in reserved],
            [row.quantity for row in reserved],
        ],
    )
