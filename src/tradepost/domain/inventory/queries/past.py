"""What lay there on a past day: what is there today less what moved since, most of it from sums of months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries.seen import unseen
from tradepost.domain.inventory.rules.months import begins, month_from


@dataclass(frozen=True, slots=True)
class AsOf:
    """What lay of an item at a moment in all real places, quarantine too, and what it was worth then."""

    on_hand: int
    value: Decimal


CUT_SQL = """with summed as (
    select (max(month) + interval '1 month') at time zone 'UTC' as until from inventory_stock_month where summed),
  -- Moves are read from the moment to the end of its month and from the last summed month on; sums say what is between.
  cut as (
    select case when until > %(month)s then %(month)s else %(moment)s end as since,
           case when until > %(month)s then until else %(moment)s end as until from summed),
  moved as materialized (
    select item_id, lot_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at < (select since from cut)
       and (%(items)s::uuid[] is null or item_id = any(%(items)s::uuid[]))
    union all
    select item_id, lot_id, quantity, value, from_place_id, to_place_id from inventory_move
     where at >= %(moment)s and at >= (select until from cut)
       and (%(items)s::uuid[] is null or item_id = any(%(items)s::uuid[]))),"""
PLACE_SQL = f"""place as (select id, warehouse_id, code from inventory_place
    where warehouse_id = any(%(warehouses)s::uuid[]) and kind in {REAL_SQL})"""  # noqa: S608 constants only
WORTH_SQL = """select item_id, warehouse_id, sum(quantity)::bigint as quantity, sum(value) as value from (
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
     where o.warehouse_id = any(%(warehouses)s::uuid[])
       and (%(items)s::uuid[] is null or o.item_id = any(%(items)s::uuid[]))
       and s.month in (select month from inventory_stock_month where summed)
       and s.month >= (select (since at time zone 'UTC')::date from cut where until > since)
  ) t where %(items)s::uuid[] is null or item_id = any(%(items)s::uuid[])
  group by item_id, warehouse_id having sum(quantity) <> 0 or sum(value) <> 0"""
_AS_OF = f"{CUT_SQL} {PLACE_SQL} {WORTH_SQL}"


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
    for one_id, _, quantity, value in sql.rows(
        _AS_OF, asked_of(warehouse_ids, moment, None if item_id is None else [item_id])
    ):
        before = found.get(one_id, AsOf(0, ZERO))
        found[one_id] = AsOf(before.on_hand + quantity, before.value + value)
    return found


def asked_of(
    warehouse_ids: Sequence[UUID], moment: datetime, item_ids: Sequence[UUID] | None
) -> dict[str, Any]:
    """The values that the statements ask for; without `item_ids` those of all items."""
    month = begins(month_from(moment))
    items = None if item_ids is None else list(item_ids)
    return {"warehouses": list(warehouse_ids), "moment": moment, "month": month, "items": items}
