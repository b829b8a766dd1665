"""What lay there on a past day: what is there today less what moved since, most of it from sums of months."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import ItemName
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries.seen import unseen
from tradepost.domain.inventory.rules.months import begins, month_from
from tradepost.domain.inventory.rules.past import worth_of_parts


@dataclass(frozen=True, slots=True)
class AsOf:
    """What lay of an item at a moment in all real places, quarantine too, and what it was worth then."""

    on_hand: int
    value: Decimal


_CUT = """with summed as (
    select (max(month) + interval '1 month') at time zone 'UTC' as until from inventory_stock_month where summed),
  -- Moves are read from the moment to the end of its month and from the last summed month on; sums say what is between.
  cut as (
    select case when until > %(month)s then %(month)s else %(moment)s end as since,
           case when until > %(month)s then until else %(moment)s end as until from summed),
  moved as materialized (
    select item_id, lot_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at < (select since from cut) and (%(item)s::uuid is null or item_id = %(item)s::uuid)
    union all
    select item_id, lot_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at >= (select until from cut)
       and (%(item)s::uuid is null or item_id = %(item)s::uuid)),"""
_AS_OF = f"""{_CUT}
  place as (select id, warehouse_id from inventory_place
    where warehouse_id = any(%(warehouses)s::uuid[]) and kind in {REAL_SQL})
  select item_id, warehouse_id, sum(quantity)::bigint, sum(value) from (
    select b.item_id, p.warehouse_id, b.on_hand as quantity, 0::numeric as value
      from inventory_balance b join inventory_place p on p.id = b.place_id
     where p.warehouse_id = any(%(warehouses)s::uuid[])
    union all
    select o.item_id, o.warehouse_id, 0, o.value from inventory_position o
     where o.warehouse_id = any(%(warehouses)s::uuid[])
    union all
    select m.item_id, p.warehouse_id, -m.quantity, -m.value from moved m join place p on p.id = m.to_place_id
    union all
    select m.item_id, p.warehouse_id, m.quantity, m.value from moved m join place p on p.id = m.from_place_id
    union all
    select o.item_id, o.warehouse_id, -s.quantity, -s.value
      from inventory_month_sum s join inventory_position o on o.id = s.position_id
     where o.warehouse_id = any(%(warehouses)s::uuid[]) and (%(item)s::uuid is null or o.item_id = %(item)s::uuid)
       and s.month in (select month from inventory_stock_month where summed)
       and s.month >= (select (since at time zone 'UTC')::date from cut where until > since)
  ) t where %(item)s::uuid is null or item_id = %(item)s::uuid
  group by item_id, warehouse_id having sum(quantity) <> 0 or sum(value) <> 0"""  # noqa: S608 constants only
# Whole years between are read as such: months up to the first January, years, and months of the last one.
_PLACES_AS_OF = f"""{_CUT}
  span as (select (since at time zone 'UTC')::date as since, (until at time zone 'UTC')::date as until,
      (date_trunc('year', (since at time zone 'UTC') + interval '1 year' - interval '1 day'))::date as first_year,
      date_trunc('year', until at time zone 'UTC')::date as last_year from cut where until > since),
  place as (select id, warehouse_id, code from inventory_place
    where warehouse_id = any(%(warehouses)s::uuid[]) and kind in {REAL_SQL})
  select t.item_id, p.warehouse_id, p.id, p.code, t.lot_id, coalesce(l.code, ''), t.quantity from (
    select item_id, place_id, lot_id, sum(quantity)::bigint as quantity from (
      select b.item_id, b.place_id, b.lot_id, b.on_hand as quantity from inventory_balance b
       where b.on_hand > 0 and (%(item)s::uuid is null or b.item_id = %(item)s::uuid)
      union all
      select item_id, to_place_id, lot_id, -quantity from moved
      union all
      select item_id, from_place_id, lot_id, quantity from moved
      union all
      select s.item_id, s.place_id, s.lot_id, -s.quantity from inventory_place_sum s, span
       where s.of_year and s.month >= span.first_year and s.month < span.last_year
         and (%(item)s::uuid is null or s.item_id = %(item)s::uuid)
      union all
      select s.item_id, s.place_id, s.lot_id, -s.quantity from inventory_place_sum s, span
       where not s.of_year and s.month >= span.since and s.month < span.until
         and (s.month < span.first_year or s.month >= span.last_year)
         and s.month in (select month from inventory_stock_month where summed)
         and (%(item)s::uuid is null or s.item_id = %(item)s::uuid)
    ) x where place_id in (select id from place)
    group by item_id, place_id, lot_id having sum(quantity) <> 0) t
  join place p on p.id = t.place_id left join inventory_lot l on l.id = t.lot_id
  order by t.item_id, p.code, l.code nulls first, p.id, l.id"""  # noqa: S608 constants only


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
    found: dict[UUID, AsOf] = {}
    for one_id, _, quantity, value in sql.rows(_AS_OF, _asked(warehouse_ids, moment, item_id)):
        before = found.get(one_id, AsOf(0, ZERO))
        found[one_id] = AsOf(before.on_hand + quantity, before.value + value)
    return found


def _asked(warehouse_ids: Sequence[UUID], moment: datetime, item_id: UUID | None) -> dict[str, Any]:
    month = begins(month_from(moment))
    return {"warehouses": list(warehouse_ids), "moment": moment, "month": month, "item": item_id}


SPLITS = ("item", "warehouse", "place", "lot", "place_lot", "owner")
"""What stock of a past day is told by, beside the item; a place is one of its warehouse."""


@dataclass(frozen=True, slots=True)
class PastStock:
    """What lay of an item when it was asked, in base units, and what that was worth, in base currency.

    Warehouse, place, lot and owner as far as it was asked by them. `warehouse_ids`: all that it is the sum of.
    `supplier_id`: it was the supplier's, in a store; `customer_id`: ours, with that customer; `owner` is the name.
    """

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    on_hand: int
    value: Decimal
    warehouse_ids: tuple[UUID, ...]
    warehouse_id: UUID | None = None
    warehouse: str = ""
    place_id: UUID | None = None
    place_code: str = ""
    lot_id: UUID | None = None
    lot_code: str = ""
    supplier_id: UUID | None = None
    customer_id: UUID | None = None
    owner: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from all others of one answer, in the order of the answer."""
        ids = (self.item_id, self.place_id, self.lot_id, self.supplier_id, self.customer_id)
        words = (self.sku, self.warehouse, self.place_code, self.lot_code, self.owner)
        return (*words, *(str(one or "") for one in ids))


def past_stock(
    houses: Sequence[Warehouse], moment: datetime, *, split: str = "item", item_id: UUID | None = None
) -> list[PastStock]:
    """What lay in these warehouses (with their partners) just before `moment`, by item and one of SPLITS.

    A warehouse has one cost of an item, so a place or a lot is worth its share of what lay there of it. Two
    statements, by place or lot three. By SKU, then by the codes of warehouse, place and lot.
    """
    asked = _asked([house.pk for house in houses], moment, item_id)
    worth = sql.rows(_AS_OF, asked)
    lying: dict[tuple[UUID, UUID], list[_Part]] = defaultdict(list)
    if by_place := split in _BY_PLACE:
        for one_id, house_id, *where, quantity in sql.rows(_PLACES_AS_OF, asked):
            lying[one_id, house_id].append((*where, quantity))
    known = {house.pk: house for house in houses}
    items = {one.item_id: one for one in catalog_queries.names_of(list({row[0] for row in worth}))}
    found: dict[tuple[str, ...], PastStock] = {}
    for one_id, house_id, whole, value in sorted(worth, key=itemgetter(0, 1)):
        parts = lying[one_id, house_id] if by_place else [(*_NOWHERE, whole)]
        shares, nobodys = worth_of_parts(value, [part[-1] for part in parts], settings.BASE_CURRENCY)
        for part, share in zip(parts, shares, strict=True):
            _add(found, _row(split, items[one_id], known[house_id], part, share))
        if nobodys:
            _add(found, _row(split, items[one_id], known[house_id], (*_NOWHERE, 0), nobodys))
    return sorted((row for row in found.values() if row.on_hand or row.value), key=lambda row: row.key)


_Part = tuple[Any, ...]
_NOWHERE: _Part = (None, "", None, "")
_BY_PLACE = ("place", "lot", "place_lot")


def _row(split: str, item: ItemName, house: Warehouse, part: _Part, value: Decimal) -> PastStock:
    """What lay in one warehouse, or a part of it, with what the split tells of it."""
    place_id, place_code, lot_id, lot_code, quantity = part
    by_place, by_lot, by_owner = "place" in split, "lot" in split, split == "owner"
    by_house = by_place or split == "warehouse"
    partner = house.supplier or house.customer
    return PastStock(
        item.item_id,
        item.sku,
        item.name,
        item.base_unit,
        quantity,
        value,
        (house.pk,),
        warehouse_id=house.pk if by_house else None,
        warehouse=house.code if by_house else "",
        place_id=place_id if by_place else None,
        place_code=place_code if by_place else "",
        lot_id=lot_id if by_lot else None,
        lot_code=lot_code if by_lot else "",
        supplier_id=house.supplier_id if by_owner else None,
        customer_id=house.customer_id if by_owner else None,
        owner=partner.party.name if by_owner and partner else "",
    )


def _add(found: dict[tuple[str, ...], PastStock], row: PastStock) -> None:
    before = found.get(row.key)
    if before is None:
        found[row.key] = row
        return
    houses = (*before.warehouse_ids, *(one for one in row.warehouse_ids if one not in before.warehouse_ids))
    on_hand, value = before.on_hand + row.on_hand, before.value + row.value
    found[row.key] = replace(before, on_hand=on_hand, value=value, warehouse_ids=houses)
