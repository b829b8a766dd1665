"""The statement behind prices_for: items, units, price rows that might win, and tax rules, at once.

Only rows of the items asked are touched: by item and by category through their indexes, one probe per
item and list of the customer. A million rows of other items cost nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules import Candidate, TaxCandidate

# Rows that ended less than a month ago come along, so that the trace can say "ended yesterday".
_LOOK_UP = """
with recursive buyer_lists as materialized (
    select l.id, l.name, min(f.place) as place, l.is_base
    from (select price_list_id, rank * 2 as place from pricing_price_list_for where customer_id = %(customer)s::uuid
          union all
          select price_list_id, rank * 2 + 1 from pricing_price_list_for where group_id = %(group)s::uuid
          union all
          select id, 1000000 from pricing_price_list where is_base and currency = %(currency)s) f
    join pricing_price_list l on l.id = f.price_list_id and l.currency = %(currency)s
        and (l.retired_on is null or l.retired_on > %(on)s::date)
    group by l.id),
asked as materialized (
    select a.n, i.* from unnest(%(items)s::uuid[]) with ordinality a(item_id, n)
    join catalog_item i on i.id = a.item_id),
branch (leaf, id, depth) as (
    select distinct category_id, category_id, 1 from asked where category_id is not null
    union all
    select b.leaf, c.parent_id, b.depth + 1 from branch b join catalog_category c on c.id = b.id
    where c.parent_id is not null and b.depth < 20),
by_category as materialized (
    select b.leaf, json_agg(json_build_array(l.name, l.place, l.is_base, b.depth, r.unit, r.minimum_quantity,
                                             r.kind, r.amount, r.valid_from, r.valid_until))::text as found
    from branch b cross join buyer_lists l
    join pricing_price_row r on r.category_id = b.id and r.price_list_id = l.id
    where (r.valid_until is null or r.valid_until > %(on)s::date - 31)
      and (r.valid_from is null or r.valid_from <= %(on)s::date + 31)
    group by b.leaf)
select a.id, a.sku, a.name, a.tracking, a.tax_class, a.base_unit, a.minimum_quantity, a.increment, a.state,
    (select json_agg(json_build_array(u.name, u.numerator, u.denominator))::text from catalog_unit u
     where u.item_id = a.id),
    (select json_agg(json_build_array(l.name, l.place, l.is_base, 0, r.unit, r.minimum_quantity,
                                      r.kind, r.amount, r.valid_from, r.valid_until))::text
     from buyer_lists l join pricing_price_row r on r.item_id = a.id and r.price_list_id = l.id
     where (r.valid_until is null or r.valid_until > %(on)s::date - 31)
       and (r.valid_from is null or r.valid_from <= %(on)s::date + 31)),
    (select c.found from by_category c where c.leaf = a.category_id),
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(t.country, t.customer_class, t.item_class, t.code, t.rate))::text
         from pricing_tax_rule t
         where t.country in ('', %(country)s) and t.customer_class in ('', %(tax_class)s)
           and (t.valid_from is null or t.valid_from <= %(on)s::date)
           and (t.valid_until is null or t.valid_until > %(on)s::date)) end,
    exists(select 1 from pricing_tax_rule)
from asked a order by a.n
"""

_BASE = ("", UnitFactor())
_EXACTLY = json.JSONDecoder(parse_float=Decimal)


@dataclass(frozen=True, slots=True)
class Sold:
    """An item as the price look-up needs it; `units` are by name in lower case, its base unit under ""."""

    id: UUID
    sku: str
    name: str
    tracking: str
    tax_class: str
    base_unit: str
    minimum_quantity: int
    increment: int
    state: str
    units: dict[str, tuple[str, UnitFactor]]
    candidates: list[Candidate]

    @property
    def unit_names(self) -> str:
        """The units it is sold by, in words."""
        return ", ".join(name or self.base_unit for name, _ in self.units.values())

    def unit(self, name: str) -> tuple[str, UnitFactor] | None:
        """A unit by name in any case, as (its own name, factor); the base unit is called ""."""
        name = name.lower()
        return self.units.get("" if name == self.base_unit.lower() else name)


@dataclass(frozen=True, slots=True)
class Found:
    """The items by id, and the tax rules that might apply (None: nobody has set any yet)."""

    items: dict[UUID, Sold]
    tax_rules: list[TaxCandidate] | None


def look_up(
    *,
    customer_id: UUID | None,
    group_id: UUID | None,
    currency: str,
    country: str,
    tax_class: str,
    on: date,
    item_ids: Sequence[UUID],
) -> Found:
    """Everything that decides the prices of these items for one customer on a day: one statement."""
    rows = sql.rows(
        _LOOK_UP,
        {
            "customer": customer_id,
            "group": group_id,
            "currency": currency,
            "country": country,
            "tax_class": tax_class,
            "on": on,
            "items": list(item_ids),
        },
    )
    shared: dict[str, list[Candidate]] = {}
    items = {row[0]: _sold(row, shared) for row in rows}
    if not rows or not rows[0][13]:
        return Found(items, None)
    return Found(items, [TaxCandidate(*values) for values in _parsed(rows[0][12])])


def _sold(row: tuple[Any, ...], shared: dict[str, list[Candidate]]) -> Sold:
    units = {"": _BASE}
    for name, numerator, denominator in _parsed(row[9]):
        units[name.lower()] = (name, UnitFactor(numerator, denominator))
    candidates = [_candidate(values) for values in _parsed(row[10])]
    if row[11] is not None:
        # One text per category, however many of its items were asked.
        if row[11] not in shared:
            shared[row[11]] = [_candidate(values) for values in _parsed(row[11])]
        candidates += shared[row[11]]
    return Sold(*row[:9], units, candidates)  # type: ignore[call-arg]


def _candidate(values: list[Any]) -> Candidate:
    for position in (8, 9):
        if values[position] is not None:
            values[position] = date.fromisoformat(values[position])
    return Candidate._make(values)


def _parsed(text: str | None) -> list[list[Any]]:
    return [] if text is None else _EXACTLY.decode(text)
