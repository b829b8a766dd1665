from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.models.place import SELLABLE_SQL


@dataclass(frozen=True, slots=True)
class Reserved:
    """Base units of one demand set aside in one place and lot."""

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


@dataclass(frozen=True, slots=True)
class _Free:
    item_id: UUID
    balance_id: int
    place_id: UUID
    place_code: str
    pick_sequence: int
    lot_id: UUID | None
    lot_code: str
    free: int


@command
def reserve(by: By, *, demands: Sequence[tuple[UUID, int | None]]) -> list[Reserved]:
    """Bind stock promises to places and lots: first expiry first, then pick sequence; never a lot that is stopped.

    Each demand gets at most the given base units (None: all of it) of what is promised from stock and
    not reserved yet; what is not promised is not reserved, so the answer may be less than asked.
    """
    asked = dict(demands)
    places = sql.rows(
        "select id, warehouse_id, item_id from inventory_demand where id = any(%s::uuid[])", [list(asked)]
    )
    reserved: list[Reserved] = []
    for warehouse_id in sorted({row[1] for row in places}):
        here = {row[0]: row[2] for row in places if row[1] == warehouse_id}
        hold_positions(warehouse_id, here.values())
        wanted = _wanted([d for d in asked if d in here], asked)
        reserved += _reserve_in(by, warehouse_id, wanted)
    return reserved


def _wanted(demand_ids: list[UUID], asked: dict[UUID, int | None]) -> list[tuple[UUID, UUID, int]]:
    open_now = {
        row[0]: (row[1], row[2])
        for row in sql.rows(
            "select id, item_id, promised_stock - reserved from inventory_demand where id = any(%s::uuid[])",
            [demand_ids],
        )
    }
    wanted = []
    for demand_id in demand_ids:
        item_id, most = open_now[demand_id]
        limit = asked[demand_id]
        wanted.append((demand_id, item_id, most if limit is None else min(limit, most)))
    return [row for row in wanted if row[2] > 0]


def _reserve_in(by: By, warehouse_id: UUID, wanted: list[tuple[UUID, UUID, int]]) -> list[Reserved]:
    if not wanted:
        return []
    shelves = _free_balances(warehouse_id, sorted({item_id for _, item_id, _ in wanted}), by.now.date())
    left = {row.balance_id: row.free for rows in shelves.values() for row in rows}
    parts: list[tuple[UUID, _Free, int]] = []
    for demand_id, item_id, quantity in wanted:
        taken, _ = rules.spread(quantity, ((row, left[row.balance_id]) for row in shelves[item_id]))
        for row, part in taken:
            left[row.balance_id] -= part
            parts.append((demand_id, row, part))
    reserved = [
        Reserved(reserve_id, demand_id, *_where(row), quantity)
        for reserve_id, (demand_id, row, quantity) in zip(new_ids(by.now, len(parts)), parts, strict=True)
    ]
    _write(by, warehouse_id, reserved)
    return reserved


def _where(row: _Free) -> tuple[UUID, int, UUID, str, int, UUID | None, str]:
    return (
        row.item_id,
        row.balance_id,
        row.place_id,
        row.place_code,
        row.pick_sequence,
        row.lot_id,
        row.lot_code,
    )


def _free_balances(warehouse_id: UUID, item_ids: list[UUID], today: date) -> dict[UUID, list[_Free]]:
    found = sql.rows_as(
        _Free,
        f"""select b.item_id, b.id, p.id, p.code, p.pick_sequence, l.id, coalesce(l.code, ''), b.on_hand - b.reserved
           from inventory_balance b
             join inventory_place p on p.id = b.place_id left join inventory_lot l on l.id = b.lot_id
           where b.item_id = any(%s::uuid[]) and p.warehouse_id = %s and b.on_hand > b.reserved
             and p.kind in {SELLABLE_SQL}
             and (l.id is null or l.state = 'usable' and l.expired_at is null and coalesce(l.expires_on >= %s, true))
           order by b.item_id, least(l.expires_on, l.best_before_on) nulls last, p.pick_sequence, p.code, b.id""",  # noqa: S608 constants only
        [item_ids, warehouse_id, today],
    )
    shelves: dict[UUID, list[_Free]] = defaultdict(list)
    for row in found:
        shelves[row.item_id].append(row)
    return shelves


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
