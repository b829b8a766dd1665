"""Prices of a list as they are in a draft, chosen by what they are for: what a formula is used on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.finding import words_of
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.pricing.rules import Formula

_WILD = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})


@dataclass(frozen=True, slots=True)
class Pick:
    """Which fixed prices: of the items in a category and those below it, of a brand, of items found by words, of
    these items, of this unit ("" is any). What is left out does not narrow."""

    category_id: UUID | None = None
    text: str = ""
    item_ids: Sequence[UUID] = ()
    unit: str = ""
    brand_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A price as it is in the draft: of the list (`price_row_id`), of the draft (`row_id`), or of both.

    `factor` base units are one of its `unit`.
    """

    price_row_id: UUID | None
    row_id: UUID | None
    item_id: UUID
    sku: str
    name: str
    base_unit: str
    unit: str
    minimum_quantity: int
    amount: Decimal
    factor: Decimal


_PICKED = """
with recursive branch (id, depth) as (
    select %(category)s::uuid, 1 where %(category)s::uuid is not null
    union all
    select c.id, b.depth + 1 from branch b join catalog_category c on c.parent_id = b.id where b.depth < 20),
words as (select array_agg(base_plain('%%' || w || '%%')) as patterns from unnest(%(words)s::text[]) w),
wanted as materialized (
    select i.id, i.sku, i.name, i.base_unit from catalog_item i
    where (%(category)s::uuid is null or i.category_id in (select id from branch))
      and (%(brand)s::uuid is null or i.brand_id = %(brand)s::uuid)
      and (cardinality(%(words)s::text[]) = 0 or i.found_by like all ((select patterns from words)::text[]))
      and (cardinality(%(items)s::uuid[]) = 0 or i.id = any(%(items)s::uuid[]))),
found as (
    select r.id as price_row_id, w.id as row_id, r.item_id, r.unit, r.minimum_quantity,
           coalesce(w.amount, r.amount) as amount
    from pricing_price_row r
    left join pricing_version_row w on w.of_id = %(version)s::uuid and w.price_row_id = r.id
    where r.price_list_id = %(list)s::uuid and r.kind = 'fixed' and r.item_id is not null
      and (r.valid_until is null or r.valid_until > %(on)s::date) and not coalesce(w.is_gone, false)
    union all
    select null, w.id, w.item_id, w.unit, w.minimum_quantity, w.amount
    from pricing_version_row w
    where w.of_id = %(version)s::uuid and w.price_row_id is null and not w.is_gone
      and w.kind = 'fixed' and w.item_id is not null)
"""
_UNIT = "(%(unit)s = '' or f.unit = %(unit)s)"


def picked(version: PriceVersion, pick: Pick, *, on: date, limit: int | None = None) -> list[Picked]:
    """The prices chosen, in the order of their SKUs; those that ended by this day are none. One statement."""
    return sql.rows_as(
        Picked,
        f"""{_PICKED}
            select f.price_row_id, f.row_id, f.item_id, w.sku, w.name, w.base_unit, f.unit, f.minimum_quantity,
                   f.amount, coalesce(u.numerator::numeric / u.denominator, 1)
            from found f join wanted w on w.id = f.item_id
            left join catalog_unit u on u.item_id = f.item_id and u.name = f.unit
            where {_UNIT}
            order by w.sku, f.unit, f.minimum_quantity, f.row_id, f.price_row_id limit %(limit)s""",  # noqa: S608
        {**_asked(version, pick, on), "limit": limit},
    )


def count_picked(version: PriceVersion, pick: Pick, *, on: date) -> int:
    """How many prices that are."""
    found = sql.one(
        f"{_PICKED} select count(*) from found f join wanted w on w.id = f.item_id where {_UNIT}",  # noqa: S608
        _asked(version, pick, on),
    )
    assert found is not None
    return int(found[0])


def _costs_in(currency: str, item_ids: Sequence[UUID], *, on: date) -> dict[UUID, Decimal]:
    """What a base unit of each item in stock cost on average, in a currency. Raises as `rate_on` without a rate."""
    rate = accounts_queries.rate_on(currency, on)
    costs = inventory_queries.unit_costs(item_ids)
    return {item_id: cost / rate for item_id, cost in costs.items()}


def results_of(
    version: PriceVersion, rows: Sequence[Picked], formula: Formula, *, on: date
) -> list[tuple[Picked, Decimal]]:
    """What a formula makes of prices; those without a result are left out."""
    costs = {}
    if formula.kind == "cost" and rows:
        costs = _costs_in(version.price_list.currency, sorted({row.item_id for row in rows}), on=on)
    found = []
    for row in rows:
        cost = costs.get(row.item_id)
        new = rules.priced_by(formula, row.amount, None if cost is None else cost * row.factor)
        if new is not None:
            found.append((row, new))
    return found


def _asked(version: PriceVersion, pick: Pick, on: date) -> dict[str, Any]:
    return {
        "version": version.pk,
        "list": version.price_list_id,
        "on": on,
        "category": pick.category_id,
        "brand": pick.brand_id,
        "words": [word.translate(_WILD) for word in words_of(pick.text)],
        "items": list(pick.item_ids),
        "unit": pick.unit,
    }
