from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    over_on: date | None


_ANY: Mapping[UUID, UUID] = {}


@command
def reserve(
    by: By, *, demands: Sequence[tuple[UUID, int | None]], lots: Mapping[UUID, UUID] = _ANY
) -> list[Reserved]:
    """Bind stock promises to places and lots: first expiry first, then pick sequence; never a lot that is stopped,
    or that is over within the days its demand wants it to last.

    Each demand gets at most the given base units (None: all of it) of what is promised from stock and
    not reserved yet; what is not promised is not reserved, so the answer may be less than asked. `lots` names
    the lot of those demands that want a certain one: they are served first.
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
        reserved += _reserve_in(by, warehouse_id, wanted, lots)
    return reserved


@dataclass(frozen=True, slots=True)
class _Wanted:
    demand_id: UUID
    item_id: UUID
    quantity: int
    shelf_days: int


def _wanted(demand_ids: list[UUID], asked: dict[UUID, int | None]) -> list[_Wanted]:
    open_now = {
        row.demand_id: row
        for row in sql.rows_as(
            _Wanted,
            """select id, item_id, promised_stock - reserved, minimum_shelf_days from inventory_demand
               where id = any(%s::uuid[])""",
            [demand_ids],
        )
    }
    wanted = []
    for demand_id in demand_ids:
        most, limit = open_now[demand_id], asked[demand_id]
        wanted.append(most if limit is None else replace(most, quantity=min(limit, most.quantity)))
    return [row for row in wanted if row.quantity > 0]


def _reserve_in(
    by: By, warehouse_id: UUID, wanted: list[_Wanted], lots: Mapping[UUID, UUID]
) -> list[Reserved]:
    if not wanted:
        return []
    today = by.now.date()
    shelves = _free_balances(warehouse_id, sorted({row.item_id for row in wanted}), today)
    left = {row.balance_id: row.free for rows in shelves.values() for row in rows}
    parts: list[tuple[UUID, _Free, int]] = []
    # Who wants goods that last takes before those who take any: what is over soon is left to these.
    for one in sorted(wanted, key=lambda row: (row.demand_id not in lots, -row.shelf_days)):
        fitting = [row for row in shelves[one.item_id] if _fits(row, one, lots.get(one.demand_id), today)]
        taken, _ = rules.spread(one.quantity, ((row, left[row.balance_id]) for row in fitting))
        for row, part in taken:
            left[row.balance_id] -= part
            parts.append((one.demand_id, row, part))
    reserved = [
        Reserved(reserve_id, demand_id, *_where(row), quantity)
        for reserve_id, (demand_id, row, quantity) in zip(new_ids(by.now, len(parts)), parts, strict=True)
    ]
    _write(by, warehouse_id, reserved)
    return reserved


def _fits(row: _Free, one: _Wanted, lot_id: UUID | None, today: date) -> bool:
    """Of the chosen lot, when one is: it need not last longer than today; else as long as it is wanted to."""
    until = today + timedelta(days=0 if lot_id else one.shelf_days)
    return lot_id in (None, row.lot_id) and (row.over_on is None or row.over_on >= until)


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
        f"""select b.item_id, b.id, p.id, p.code, p.pick_sequence, l.id, coalesce(l.code, ''), b.on_hand - b.reserved,
                  least(l.expires_on, l.best_before_on)
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
