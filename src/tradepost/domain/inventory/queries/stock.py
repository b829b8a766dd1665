from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.inventory.models import Lot, Position
from tradepost.domain.inventory.models.place import REAL_SQL, SELLABLE_SQL
from tradepost.domain.inventory.queries.seen import unseen
from tradepost.domain.inventory.rules.months import begins, month_from


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


@dataclass(frozen=True, slots=True)
class AsOf:
    """What lay of an item at a moment in all real places, quarantine too, and what it was worth then."""

    on_hand: int
    value: Decimal


_AS_OF = f"""with summed as (
    select (max(month) + interval '1 month') at time zone 'UTC' as until from inventory_stock_month where summed),
  -- Moves are read from the moment to the end of its month and from the last summed month on; sums say what is between.
  cut as (
    select case when until > %(month)s then %(month)s else %(moment)s end as since,
           case when until > %(month)s then until else %(moment)s end as until from summed),
  moved as materialized (
    select item_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at < (select since from cut) and (%(item)s::uuid is null or item_id = %(item)s::uuid)
    union all
    select item_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at >= (select until from cut)
       and (%(item)s::uuid is null or item_id = %(item)s::uuid)),
  place as (select id from inventory_place where warehouse_id = any(%(warehouses)s::uuid[]) and kind in {REAL_SQL})
  select item_id, sum(quantity)::bigint, sum(value) from (
    select b.item_id, b.on_hand as quantity, 0::numeric as value
      from inventory_balance b join inventory_place p on p.id = b.place_id
     where p.warehouse_id = any(%(warehouses)s::uuid[])
    union all
    select o.item_id, 0, o.value from inventory_position o where o.warehouse_id = any(%(warehouses)s::uuid[])
    union all
    select m.item_id, -m.quantity, -m.value from moved m where m.to_place_id in (select id from place)
    union all
    select m.item_id, m.quantity, m.value from moved m where m.from_place_id in (select id from place)
    union all
    select o.item_id, -s.quantity, -s.value from inventory_month_sum s join inventory_position o on o.id = s.position_id
     where o.warehouse_id = any(%(warehouses)s::uuid[]) and (%(item)s::uuid is null or o.item_id = %(item)s::uuid)
       and s.month in (select month from inventory_stock_month where summed)
       and s.month >= (select (since at time zone 'UTC')::date from cut where until > since)
  ) t where %(item)s::uuid is null or item_id = %(item)s::uuid
  group by item_id having sum(quantity) <> 0 or sum(value) <> 0"""  # noqa: S608 constants only


def values_at(by: By, days: Sequence[date]) -> dict[date, Decimal]:
    """What all stock was worth when these last days of months of UTC ended, as far as the actor sees it.

    Base currency. Sums of months are read, and only of months that are not summed the moves. One statement.
    """
    found = sql.rows(
        f"""with summed as (select month from inventory_stock_month where summed),
              house as (select id from inventory_warehouse where id <> all(%(unseen)s::uuid[])),
              place as (select id from inventory_place
                where warehouse_id in (select id from house) and kind in {REAL_SQL}),
              gone as materialized (
                select s.month, sum(s.value) as value from inventory_month_sum s
                  join inventory_position o on o.id = s.position_id
                 where o.warehouse_id in (select id from house) and s.month in (select month from summed)
                   and s.month > %(first)s::date group by s.month
                union all
                select date_trunc('month', m.at at time zone 'UTC')::date,
                       sum(case when m.to_place_id in (select id from place) then m.value else 0 end
                         - case when m.from_place_id in (select id from place) then m.value else 0 end)
                  from inventory_move m
                 where m.at >= greatest((%(first)s::date + 1)::timestamp at time zone 'UTC', (
                   select (max(month) + interval '1 month') at time zone 'UTC' from summed)) group by 1)
            select d.day, (select coalesce(sum(value), 0) from inventory_position
                            where warehouse_id in (select id from house))
                   - coalesce((select sum(g.value) from gone g where g.month > d.day), 0)
            from unnest(%(days)s::date[]) as d(day)""",  # noqa: S608 constants only
        {"days": list(days), "first": min(days), "unseen": unseen(by)},
    )
    return dict(found)


def stock_as_of(warehouse_id: UUID, moment: datetime, item_id: UUID | None = None) -> dict[UUID, AsOf]:
    """What lay there of each item (or one) just before `moment`: what is there today less what moved since.

    Of ended months that `sum_months` has summed the sums are read, of others the moves. One statement.
    """
    return all_stock_as_of([warehouse_id], moment, item_id)


def all_stock_as_of(
    warehouse_ids: Sequence[UUID], moment: datetime, item_id: UUID | None = None
) -> dict[UUID, AsOf]:
    """The same of several warehouses together."""
    month = begins(month_from(moment))
    asked = {"warehouses": list(warehouse_ids), "moment": moment, "month": month, "item": item_id}
    return {row[0]: AsOf(row[1], row[2]) for row in sql.rows(_AS_OF, asked)}
