"""Stock of a past day by item and one of SPLITS: found, summed, ordered and cut into pages where it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.finding import like_words
from tradepost.base.money import ZERO, minor_units
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.queries.past import CUT_SQL, PLACE_SQL, WORTH_SQL, asked_of

SPLITS = ("item", "warehouse", "place", "lot", "place_lot", "owner")
"""What stock of a past day is told by, beside the item; a place is one of its warehouse."""
_BY_PLACE = ("place", "lot", "place_lot")

# Whole years between are read as such: months up to the first January, years, and months of the last one.
_LYING = """span as (select (since at time zone 'UTC')::date as since, (until at time zone 'UTC')::date as until,
      (date_trunc('year', (since at time zone 'UTC') + interval '1 year' - interval '1 day'))::date as first_year,
      date_trunc('year', until at time zone 'UTC')::date as last_year from cut where until > since),
  lying as (
    select t.item_id, p.warehouse_id, p.id as place_id, p.code as place_code, t.lot_id,
           coalesce(l.code, '') as lot_code, t.quantity from (
      select item_id, place_id, lot_id, sum(quantity)::bigint as quantity from (
        select b.item_id, b.place_id, b.lot_id, b.on_hand as quantity from inventory_balance b
         where b.on_hand > 0 and (%(items)s::uuid[] is null or b.item_id = any(%(items)s::uuid[]))
        union all
        select item_id, to_place_id, lot_id, -quantity from moved
        union all
        select item_id, from_place_id, lot_id, quantity from moved
        union all
        select s.item_id, s.place_id, s.lot_id, -s.quantity from inventory_place_sum s, span
         where s.of_year and s.month >= span.first_year and s.month < span.last_year
           and (%(items)s::uuid[] is null or s.item_id = any(%(items)s::uuid[]))
        union all
        select s.item_id, s.place_id, s.lot_id, -s.quantity from inventory_place_sum s, span
         where not s.of_year and s.month >= span.since and s.month < span.until
           and (s.month < span.first_year or s.month >= span.last_year)
           and s.month in (select month from inventory_stock_month where summed)
           and (%(items)s::uuid[] is null or s.item_id = any(%(items)s::uuid[]))
      ) x where place_id in (select id from place)
      group by item_id, place_id, lot_id having sum(quantity) <> 0) t
    join place p on p.id = t.place_id left join inventory_lot l on l.id = t.lot_id),"""
# A warehouse has one cost of an item: a part is worth its share by quantity, by cumulative rounding as base.money
# has it, so that the parts are the whole exactly. Where nothing lay and worth was left, a row without a place says so.
_SHARES_OF_PARTS = """part as (
    select y.*, coalesce(w.value, 0) as value,
           sum(y.quantity) over (partition by y.item_id, y.warehouse_id) as whole,
           sum(y.quantity) over (partition by y.item_id, y.warehouse_id
             order by y.place_code collate "C", y.lot_code collate "C", y.place_id, y.lot_id
             rows unbounded preceding) as upto
      from lying y left join worth w using (item_id, warehouse_id)),
  share as (
    select item_id, warehouse_id, place_id, place_code, lot_id, lot_code, quantity,
           case when whole = 0 then 0 else
             case when upto = whole then value else round(value * upto / whole, %(minor)s) end
             - case when upto - quantity = whole then value
                    else round(value * (upto - quantity) / whole, %(minor)s) end
           end as value from part
    union all
    select w.item_id, w.warehouse_id, null, '', null, '', 0, w.value
      from worth w left join (select distinct item_id, warehouse_id from part where whole <> 0) p
        using (item_id, warehouse_id)
     where w.value <> 0 and p.item_id is null),"""
_SHARES_OF_ITEMS = """share as (
    select item_id, warehouse_id, null::uuid as place_id, '' as place_code, null::uuid as lot_id, '' as lot_code,
           quantity, value from worth),"""
_COLUMNS = (
    "item_id, sku, name, base_unit, on_hand, value, houses, warehouse_id, warehouse, place_id, place_code, \
lot_id, lot_code, supplier_id, customer_id, owner"
)
# In the order of the letters' numbers, as a cursor compares them.
_ORDER = ", ".join(
    f'{one} collate "C"'
    for one in (
        "sku", "warehouse", "place_code", "lot_code", "owner", "item_id::text", "coalesce(place_id::text, '')",
        "coalesce(lot_id::text, '')", "coalesce(supplier_id::text, '')", "coalesce(customer_id::text, '')",
    )
)  # fmt: skip


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


LENGTH_OF_KEY = 10


@dataclass(frozen=True, slots=True)
class PastPage:
    """Some rows of stock of a past day; how many there are in all, and what all of them were worth."""

    rows: list[PastStock]
    count: int
    value: Decimal


def past_stock(
    houses: Sequence[Warehouse],
    moment: datetime,
    *,
    split: str = "item",
    item_id: UUID | None = None,
    text: str = "",
    after: tuple[str, ...] = (),
    begin: int = 0,
    limit: int | None = None,
) -> PastPage:
    """What lay in these warehouses (with their partners) just before `moment`, by item and one of SPLITS.

    `text`: only of items with these words in SKU or name, and by lot also the lots whose code has them. From the
    row after the one of the key `after`, or from the row `begin` on; without a limit all. One statement, with a text
    one more. By SKU, then by the codes of warehouse, place and lot. Raises Invalid: no row has such a key.
    """
    if after and len(after) != LENGTH_OF_KEY:
        raise Invalid(
            "This cursor does not belong to this list. Start at its first page.",
            fields={"after": "Unknown cursor."},
        )
    items, lots = _with_words(text, split) if text.strip() else (None, [])
    chosen = None if items is None else [*items, *(one for one, _ in lots)]
    if item_id is not None:
        chosen = [item_id] if chosen is None or item_id in chosen else []
    asked = asked_of([house.pk for house in houses], moment, chosen) | _named(houses)
    asked |= {"whole": items, "lots": [lot for _, lot in lots], "minor": minor_units(settings.BASE_CURRENCY)}
    asked |= {"after": list(after), "begin": begin, "limit": limit}
    found = sql.rows(_statement(split, bool(after)), asked)
    rows = [_told(*row[:-2]) for row in found if row[0] is not None]
    return PastPage(rows, found[0][-2], found[0][-1] or ZERO)


def _told(*row: Any) -> PastStock:
    values: list[Any] = [*row]
    values[6] = tuple(values[6])
    return PastStock(*values)


def _with_words(text: str, split: str) -> tuple[list[UUID], list[tuple[UUID, UUID]]]:
    """The items that have all the words, and where lots are told, lots of other items with all of them in the code."""
    found = sql.rows(
        """with word as (select base_plain(w) as w from unnest(%(words)s::text[]) w)
           select id, null::uuid from catalog_item where found_by like all (select w from word)
           union all
           select item_id, id from inventory_lot
            where %(by_lot)s and base_plain(code || ' ' || supplier_code) like all (select w from word)""",
        {"words": like_words(text), "by_lot": "lot" in split},
    )
    return [item for item, lot in found if lot is None], [
        (item, lot) for item, lot in found if lot is not None
    ]


def _named(houses: Sequence[Warehouse]) -> dict[str, list[object]]:
    """What is said of each warehouse, one list a column."""
    partners = [house.supplier or house.customer for house in houses]
    return {
        "codes": [house.code for house in houses],
        "suppliers": [house.supplier_id for house in houses],
        "customers": [house.customer_id for house in houses],
        "owners": [partner.party.name if partner else "" for partner in partners],
    }


def _statement(split: str, is_after: bool) -> str:
    by_place, by_lot, by_owner = "place" in split, "lot" in split, split == "owner"
    by_house = by_place or split == "warehouse"
    told = (
        ("warehouse_id", "h.id", "null::uuid", by_house),
        ("warehouse", "h.code", "''", by_house),
        ("place_id", "s.place_id", "null::uuid", by_place),
        ("place_code", "s.place_code", "''", by_place),
        ("lot_id", "s.lot_id", "null::uuid", by_lot),
        ("lot_code", "s.lot_code", "''", by_lot),
        ("supplier_id", "h.supplier_id", "null::uuid", by_owner),
        ("customer_id", "h.customer_id", "null::uuid", by_owner),
        ("owner", "h.owner", "''", by_owner),
    )
    columns = ", ".join(f"{is_ if wanted else none} as {name}" for name, is_, none, wanted in told)
    parts = (_LYING, _SHARES_OF_PARTS) if split in _BY_PLACE else ("", _SHARES_OF_ITEMS)
    key = ", ".join(f"(%(after)s::text[])[{place}]" for place in range(1, LENGTH_OF_KEY + 1))
    later = f"where ({_ORDER}) > ({key})"
    return f"""{CUT_SQL} {PLACE_SQL}, worth as ({WORTH_SQL}),
  house as (select * from unnest(%(warehouses)s::uuid[], %(codes)s::text[], %(suppliers)s::uuid[],
    %(customers)s::uuid[], %(owners)s::text[]) as h(id, code, supplier_id, customer_id, owner)),
  {parts[0]} {parts[1]}
  told as materialized (
    select s.item_id, i.sku, i.name, i.base_unit, sum(s.quantity)::bigint as on_hand, sum(s.value) as value,
           array_agg(distinct s.warehouse_id) as houses, {columns}
      from share s join catalog_item i on i.id = s.item_id join house h on h.id = s.warehouse_id
     where %(whole)s::uuid[] is null or s.item_id = any(%(whole)s::uuid[]) or s.lot_id = any(%(lots)s::uuid[])
     group by 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16
    having sum(s.quantity) <> 0 or sum(s.value) <> 0),
  shown as (select * from told {later if is_after else ""} order by {_ORDER} offset %(begin)s limit %(limit)s)
  select {_COLUMNS}, of_all.count, of_all.worth
    from (select count(*) as count, sum(value) as worth from told) of_all left join shown on true
   order by {_ORDER}"""  # noqa: S608 constants only
