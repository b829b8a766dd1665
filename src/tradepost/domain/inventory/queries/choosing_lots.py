"""Which lots demands get: what reserving takes, and what it would take as things stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.inventory.models.place import SELLABLE_SQL
from tradepost.domain.inventory.rules import why_stopped
from tradepost.domain.inventory.rules.lots import NO_WISH, Free, LotWish, Part, SeenLot, Want, choose

Choice = tuple[list[Part], dict[UUID, list[SeenLot]]]
"""What is taken for whom, and which lots were looked at, by demand."""


def wants_of(
    demands: Mapping[UUID, int | None], only: Mapping[UUID, UUID], wishes: Mapping[UUID, LotWish]
) -> dict[UUID, list[Want]]:
    """What of these demands is promised from stock and not set aside, by warehouse; at most the given base units."""
    wants: dict[UUID, list[Want]] = defaultdict(list)
    found = {
        row[0]: row
        for row in sql.rows(
            """select id, warehouse_id, item_id, promised_stock - reserved, minimum_shelf_days from inventory_demand
               where id = any(%s::uuid[])""",
            [list(demands)],
        )
    }
    for demand_id, limit in demands.items():
        if demand_id in found:
            _, warehouse_id, item_id, most, days = found[demand_id]
            quantity = most if limit is None else min(limit, most)
            wish = wishes.get(demand_id, NO_WISH)
            if quantity > 0:
                want = Want(demand_id, item_id, quantity, days, only.get(demand_id), wish)
                wants[warehouse_id].append(want)
    return wants


def choose_in(warehouse_id: UUID, wants: Sequence[Want], today: date) -> Choice:
    """From where these are served in one warehouse; of lots that are stopped nothing is.

    One statement; another where lots are wished that are not there. Who holds the positions may take it so.
    """
    shelves = _free(warehouse_id, sorted({want.item_id for want in wants}), today)
    parts, seen = choose(shelves, wants, today)
    return parts, _with_missing(shelves, wants, seen, today)


def lots_foreseen(
    demands: Mapping[UUID, int | None], wishes: Mapping[UUID, LotWish], today: date
) -> dict[UUID, list[SeenLot]]:
    """Which lots a release would look at now, and what it would take of each, by demand. Nothing is held."""
    seen: dict[UUID, list[SeenLot]] = {}
    for warehouse_id, wants in sorted(wants_of(demands, {}, wishes).items()):
        seen |= choose_in(warehouse_id, wants, today)[1]
    return seen


def _free(warehouse_id: UUID, item_ids: list[UUID], today: date) -> dict[UUID, list[Free]]:
    shelves: dict[UUID, list[Free]] = defaultdict(list)
    for row in sql.rows_as(
        Free,
        f"""select b.item_id, b.id, p.id, p.code, p.pick_sequence, l.id, coalesce(l.code, ''), b.on_hand - b.reserved,
                  least(l.expires_on, l.best_before_on), l.made_at
           from inventory_balance b
             join inventory_place p on p.id = b.place_id left join inventory_lot l on l.id = b.lot_id
           where b.item_id = any(%s::uuid[]) and p.warehouse_id = %s and b.on_hand > b.reserved
             and p.kind in {SELLABLE_SQL}
             and (l.id is null or l.state = 'usable' and l.expired_at is null and coalesce(l.expires_on >= %s, true))
           order by b.item_id, least(l.expires_on, l.best_before_on) nulls last, p.pick_sequence, p.code, b.id""",  # noqa: S608 constants only
        [item_ids, warehouse_id, today],
    ):
        shelves[row.item_id].append(row)
    return shelves


@dataclass(frozen=True, slots=True)
class _Lot:
    lot_id: UUID
    code: str
    over_on: date | None
    state: str
    expires_on: date | None
    expired_at: datetime | None

    def missed(self, today: date) -> SeenLot:
        why = why_stopped(self.state, self.expires_on, today) or (
            "expired" if self.expired_at else "none_here"
        )
        return SeenLot(self.lot_id, self.code, self.over_on, 0, 0, why)


def _with_missing(
    shelves: Mapping[UUID, Sequence[Free]],
    wants: Sequence[Want],
    seen: dict[UUID, list[SeenLot]],
    today: date,
) -> dict[UUID, list[SeenLot]]:
    """Wished lots of which nothing is free are told first, with what they lack."""
    there = {row.lot_id for rows in shelves.values() for row in rows}
    missing = {lot_id for want in wants for lot_id in want.wish.first} - there
    if not missing:
        return seen
    lots = {
        lot.lot_id: lot.missed(today)
        for lot in sql.rows_as(
            _Lot,
            """select id, code, least(expires_on, best_before_on), state, expires_on, expired_at
               from inventory_lot where id = any(%s::uuid[]) order by id""",
            [sorted(missing)],
        )
    }
    for want in wants:
        missed = [lots[lot_id] for lot_id in want.wish.first if lot_id in lots]
        seen[want.demand_id] = [*missed, *seen[want.demand_id]]
    return seen
