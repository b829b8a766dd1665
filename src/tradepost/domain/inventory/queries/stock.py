from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.inventory.models import Lot, Position
from tradepost.domain.inventory.models.place import SELLABLE_SQL


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies in one place and lot, base units."""

    place_id: UUID
    place_code: str
    kind: str
    lot_id: UUID | None
    lot_code: str
    expires_on: date | None
    on_hand: int
    reserved: int


@dataclass(frozen=True, slots=True)
class FreeLot:
    """What is free of a lot in a warehouse, base units."""

    warehouse_id: UUID
    item_id: UUID
    code: str
    over_on: date | None
    free: int


def position_of(item_id: UUID) -> list[Position]:
    """The positions of an item, one per warehouse that ever had it."""
    return list(
        Position.objects.filter(item_id=item_id).select_related("warehouse").order_by("warehouse__made_at")
    )


def shelves_of(item_id: UUID, warehouse_id: UUID) -> list[Shelf]:
    """Where an item lies in a warehouse, in pick order."""
    return sql.rows_as(
        Shelf,
        """select p.id, p.code, p.kind, l.id, coalesce(l.code, ''), l.expires_on, b.on_hand, b.reserved
           from inventory_balance b join inventory_place p on p.id = b.place_id
             left join inventory_lot l on l.id = b.lot_id
           where b.item_id = %s and p.warehouse_id = %s and b.on_hand > 0
           order by l.expires_on nulls last, p.pick_sequence, p.code, b.id""",
        [item_id, warehouse_id],
    )


def balances_of(warehouse_id: UUID, item_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID, str], int]:
    """Base units by (item, place, lot code), in one statement; an entry of 0 where something lay once."""
    found = sql.rows(
        """select b.item_id, b.place_id, coalesce(l.code, ''), b.on_hand from inventory_balance b
           join inventory_place p on p.id = b.place_id left join inventory_lot l on l.id = b.lot_id
           where p.warehouse_id = %s and b.item_id = any(%s::uuid[])""",
        [warehouse_id, list(item_ids)],
    )
    return {(row[0], row[1], row[2]): row[3] for row in found}


def only_opened(warehouse_id: UUID, item_ids: Sequence[UUID]) -> set[UUID]:
    """Those of which nothing ever moved in a warehouse but opening stock, in or taken back."""
    found = sql.rows(
        """select m.item_id from inventory_move m join inventory_posting o on o.id = m.posting_id
           where m.item_id = any(%s::uuid[])
             and exists (select from inventory_place p
                         where p.id in (m.from_place_id, m.to_place_id) and p.warehouse_id = %s)
           group by m.item_id having bool_and(o.kind = 'opening') order by m.item_id""",
        [list(item_ids), warehouse_id],
    )
    return {row[0] for row in found}


def promised_items(warehouse_id: UUID, item_ids: Sequence[UUID]) -> set[UUID]:
    """Those of which something in a warehouse is promised."""
    found = sql.rows(
        """select item_id from inventory_position
           where warehouse_id = %s and item_id = any(%s::uuid[]) and promised > 0 order by item_id""",
        [warehouse_id, list(item_ids)],
    )
    return {row[0] for row in found}


def lot_ids(item_ids: Sequence[UUID]) -> dict[tuple[UUID, str], UUID]:
    """The lots of many items by item and code, in one statement."""
    found = sql.rows(
        "select item_id, code, id from inventory_lot where item_id = any(%s::uuid[])", [list(item_ids)]
    )
    return {(item_id, code): lot_id for item_id, code, lot_id in found}


def lots_coded(wanted: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], UUID]:
    """The lots of items with these codes, whatever the case; the answer has the codes as given. One statement."""
    found = sql.rows(
        """select w.item_id, w.code, l.id from unnest(%s::uuid[], %s::text[]) as w(item_id, code)
             join inventory_lot l on l.item_id = w.item_id and upper(l.code) = upper(w.code)
           order by l.code = w.code, l.id""",
        [[item_id for item_id, _ in wanted], [code for _, code in wanted]],
    )
    return {(item_id, code): lot_id for item_id, code, lot_id in found}


def has_lots() -> bool:
    """Whether the company traces anything by lot or serial number."""
    return Lot.objects.exists()


def free_lots(warehouse_ids: Sequence[UUID], item_ids: Sequence[UUID], on: date) -> list[FreeLot]:
    """What is free of each lot of these items in these warehouses, first over first; one statement."""
    return sql.rows_as(
        FreeLot,
        f"""select p.warehouse_id, l.item_id, l.code, least(l.expires_on, l.best_before_on),
                   sum(b.on_hand - b.reserved)::bigint
            from inventory_lot l join inventory_balance b on b.item_id = l.item_id and b.lot_id = l.id
              join inventory_place p on p.id = b.place_id and p.kind in {SELLABLE_SQL}
            where l.item_id = any(%s::uuid[]) and p.warehouse_id = any(%s::uuid[]) and b.on_hand > b.reserved
              and l.state = 'usable' and l.expired_at is null and coalesce(l.expires_on >= %s, true)
            group by p.warehouse_id, l.id order by least(l.expires_on, l.best_before_on) nulls last, l.code""",  # noqa: S608 constants only
        [list(item_ids), list(warehouse_ids), on],
    )


def usable_lots(
    warehouse_id: UUID, item_ids: Sequence[UUID], on: date
) -> dict[tuple[UUID, UUID | None], int]:
    """What may be taken on a day of many items: base units by (item, lot) that are for sale and not set aside."""
    found = sql.rows(
        f"""select b.item_id, b.lot_id, sum(b.on_hand - b.reserved)::bigint
            from inventory_balance b join inventory_place p on p.id = b.place_id and p.kind in {SELLABLE_SQL}
              left join inventory_lot l on l.id = b.lot_id
            where p.warehouse_id = %s and b.item_id = any(%s::uuid[]) and b.on_hand > b.reserved
              and (l.id is null or l.state = 'usable' and l.expired_at is null
                and coalesce(least(l.expires_on, l.best_before_on) >= %s, true))
            group by b.item_id, b.lot_id""",  # noqa: S608 constants only
        [warehouse_id, list(item_ids), on],
    )
    return {(row[0], row[1]): row[2] for row in found}
