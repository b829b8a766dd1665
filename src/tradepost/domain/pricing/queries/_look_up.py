"""The statement behind prices_for: items, units, price rows that might win, tax and discount rules, at once.

Only rows of the items asked are touched: by item, category and brand through their indexes, one probe per
item and list of the customer. A million rows of other items cost nothing.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from tradepost.base import sql
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules import Pack, Selling
from tradepost.domain.catalog.rules.weights import expected_milli, grams_of
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries.floors import FLOOR_OF, UNIT_COST_OF, Floor
from tradepost.domain.pricing.rules import (
    BRAND_DEPTH,
    Bundle,
    Candidate,
    Charging,
    Discount,
    Exemption,
    Promotion,
    TaxCandidate,
    TaxPlace,
    plain_postal_code,
)

OF_BUYERS = """t.country = any(%(countries)s::text[]) and t.region = any(%(regions)s::text[])
           and t.postal_prefix = any(%(prefixes)s::text[]) and t.customer_class = any(%(classes)s::text[])"""
"""The tax rules that may speak of buyers, of `rules_asked`."""
# Rows that ended less than a month ago come along, so that the trace can say "ended yesterday".
_ROW = """r.unit, r.minimum_quantity, r.kind, r.amount, r.valid_from, r.valid_until, r.counted,
        case when r.counted = 'mix' then coalesce(nullif(r.mix, ''), r.category_id::text, r.brand_id::text, '')
            else '' end, r.is_net,
        case when r.quota is not null then r.id end,
        case when r.quota is not null then
            r.quota - coalesce((select q.used from pricing_quota q where q.price_row_id = r.id), 0) end,
        l.includes_tax"""
_LOOK_UP = f"""
with recursive buyer_lists as materialized (
    select l.id, l.name, min(f.place) as place, l.is_base, l.includes_tax
    from (select price_list_id, rank * 2 as place from pricing_price_list_for where customer_id = %(customer)s::uuid
          union all
          select price_list_id, rank * 2 + 1 from pricing_price_list_for where group_id = %(group)s::uuid
          union all
          select id, 1000000 from pricing_price_list where is_base and currency = %(currency)s) f
    join pricing_price_list l on l.id = f.price_list_id and l.currency = %(currency)s
        and (l.retired_on is null or l.retired_on > %(on)s::date)
    group by l.id),
promoted as materialized (
    select p.* from pricing_promotion p
    where (p.customer_id = %(customer)s::uuid or p.group_id = %(group)s::uuid
           or (p.customer_id is null and p.group_id is null))
      and p.currency in ('', %(currency)s)
      and (p.valid_from is null or p.valid_from <= %(on)s::date)
      and (p.valid_until is null or p.valid_until > %(on)s::date)),
asked as materialized (
    select a.n, i.* from (
        select item_id, n from unnest(%(items)s::uuid[]) with ordinality a(item_id, n)
        union all
        select distinct gift_item_id, 1000000 from promoted where gift_item_id <> all(%(items)s::uuid[])) a
    join catalog_item i on i.id = a.item_id),
branch (leaf, id, depth) as (
    select distinct category_id, category_id, 1 from asked where category_id is not null
    union all
    select b.leaf, c.parent_id, b.depth + 1 from branch b join catalog_category c on c.id = b.id
    where c.parent_id is not null and b.depth < 20),
by_category as materialized (
    select b.leaf, json_agg(json_build_array(l.name, l.place, l.is_base, b.depth, {_ROW}))::text as found
    from branch b cross join buyer_lists l
    join pricing_price_row r on r.category_id = b.id and r.price_list_id = l.id
    where (r.valid_until is null or r.valid_until > %(on)s::date - 31)
      and (r.valid_from is null or r.valid_from <= %(on)s::date + 31)
    group by b.leaf),
by_brand as materialized (
    select b.brand_id, json_agg(json_build_array(l.name, l.place, l.is_base, {BRAND_DEPTH}, {_ROW}))::text as found
    from (select distinct brand_id from asked where brand_id is not null) b cross join buyer_lists l
    join pricing_price_row r on r.brand_id = b.brand_id and r.price_list_id = l.id
    where (r.valid_until is null or r.valid_until > %(on)s::date - 31)
      and (r.valid_from is null or r.valid_from <= %(on)s::date + 31)
    group by b.brand_id)
select a.id, a.sku, a.name, a.tracking, a.tax_class, a.base_unit, a.minimum_quantity, a.increment, a.state,
    (select json_agg(json_build_array(u.name, u.numerator, u.denominator))::text from catalog_unit u
     where u.item_id = a.id),
    (select json_agg(json_build_array(l.name, l.place, l.is_base, 0, {_ROW}))::text
     from buyer_lists l join pricing_price_row r on r.item_id = a.id and r.price_list_id = l.id
     where (r.valid_until is null or r.valid_until > %(on)s::date - 31)
       and (r.valid_from is null or r.valid_from <= %(on)s::date + 31)),
    (select c.found from by_category c where c.leaf = a.category_id),
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(t.country, t.customer_class, t.item_class, t.code, t.rate, t.region,
             t.postal_prefix, t.part, t.needs_tax_number, t.legal_text)
             order by t.valid_from desc nulls last, t.id)::text
         from pricing_tax_rule t
         where {OF_BUYERS}
           and (t.valid_from is null or t.valid_from <= %(on)s::date)
           and (t.valid_until is null or t.valid_until > %(on)s::date)) end,
    exists(select 1 from pricing_tax_rule), a.category_id,
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(d.name, d.kind, d.percent, d.priority, d.item_id,
             case when d.category_id is not null then
                 (select coalesce(json_agg(distinct b.leaf), '[]') from branch b where b.id = d.category_id) end,
             d.minimum_value, d.on_agreed, d.brand_id))::text
         from pricing_discount d
         where (d.customer_id = %(customer)s::uuid or d.group_id = %(group)s::uuid
                or (d.customer_id is null and d.group_id is null))
           and (d.item_id is null or d.item_id = any(%(items)s::uuid[]))
           and d.currency in ('', %(currency)s)
           and (d.valid_from is null or d.valid_from <= %(on)s::date)
           and (d.valid_until is null or d.valid_until > %(on)s::date)) end,
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(p.name, p.priority, p.is_exclusive, p.item_id,
             case when p.category_id is not null then
                 (select coalesce(json_agg(distinct b.leaf), '[]') from branch b where b.id = p.category_id) end,
             p.buy_quantity, p.minimum_value, p.gift_item_id, p.gift_quantity, p.repeats, p.most, p.brand_id))::text
         from promoted p where p.gift_item_id is not null) end,
    a.sold_by, a.round_to, a.rounding, a.most_quantity, a.most_days, f.percent,
    case when f.percent is not null then {UNIT_COST_OF.format(item="a.id")} end,
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(e.certificate, e.country, e.region, e.item_class, e.valid_from,
             e.valid_until))::text
         from pricing_tax_exemption e
         where e.customer_id = %(customer)s::uuid and e.valid_from <= %(on)s::date
           and (e.valid_until is null or e.valid_until > %(on)s::date - 366)) end,
    (select string_agg(k.quantity || ' x ' || p.sku, ', ' order by k.position, k.id)
     from catalog_kit_part k join catalog_item p on p.id = k.part_id where k.kit_id = a.id), a.weighed_in,
    a.weight_g,
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(c.id, c.name, c.kind, c.basis, c.amount, c.label,
             case when c.customer_id is not null then 0 when c.group_id is not null then 1 else 2 end,
             c.priority, c.country, c.region, c.item_id,
             case when c.category_id is not null then
                 (select coalesce(json_agg(distinct b.leaf), '[]') from branch b where b.id = c.category_id) end,
             c.minimum_value, c.below_value, c.brand_id))::text
         from pricing_charge c
         where (c.customer_id = %(customer)s::uuid or c.group_id = %(group)s::uuid
                or (c.customer_id is null and c.group_id is null))
           and (c.item_id is null or c.item_id in (select id from asked))
           and c.currency in ('', %(currency)s) and c.country = any(%(countries)s::text[])
           and (%(known_at)s::timestamptz is null or c.made_at <= %(known_at)s::timestamptz)
           and (c.valid_from is null or c.valid_from <= %(on)s::date)
           and (c.valid_until is null or c.valid_until > %(on)s::date)) end,
    a.brand_id, (select b.found from by_brand b where b.brand_id = a.brand_id),
    case when a.n = (select min(n) from asked) then
        (select json_agg(json_build_array(p.name, p.priority, p.is_exclusive,
             (select json_object_agg(q.item_id, q.quantity) from pricing_promotion_part q where q.promotion_id = p.id),
             p.bundle_price, p.bundle_percent, p.most))::text
         from promoted p where p.gift_item_id is null) end
from asked a cross join lateral (
    select case when exists(select from pricing_floor) then
        {FLOOR_OF.format(item="a.id", category="a.category_id", brand="a.brand_id", branch="branch")} end as percent) f
order by a.n
"""  # noqa: S608 constants only

_BASE = ("", UnitFactor())
_EXACTLY = json.JSONDecoder(parse_float=Decimal)


class Most(NamedTuple):
    """What a customer may order of an item: base units in so many days, 0: in one order."""

    quantity: int
    days: int


@dataclass(frozen=True, slots=True)
class Sold:
    """An item as the price look-up needs it; `units` are by name in lower case, its base unit under "".

    `most`: base units that a customer may order in so many days. `floor`: its least margin; None: none is set.
    `kit`: its parts in words, of what is sold by its parts. `weighed_in`: the unit of weight it is priced by.
    """

    id: UUID
    sku: str
    name: str
    tracking: str
    tax_class: str
    base_unit: str
    state: str
    units: dict[str, tuple[str, UnitFactor]]
    candidates: list[Candidate]
    category_id: UUID | None = None
    brand_id: UUID | None = None
    selling: Selling = field(default_factory=Selling)
    most: Most | None = None
    floor: Floor | None = None
    kit: str = ""
    weighed_in: str = ""
    weight_g: int | None = None

    def grams(self, quantity: int) -> Decimal | None:
        """What so many base units weigh, as far as anybody said; of goods priced by weight what they should."""
        if self.weighed_in:
            milli = expected_milli(quantity, self.units[self.weighed_in][1])
            return grams_of(milli, self.weighed_in)
        return None if self.weight_g is None else Decimal(self.weight_g * quantity)

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
    """The items by id, free ones too, and what else decides: tax rules (None: nobody has set any), discounts..."""

    items: dict[UUID, Sold]
    tax_rules: list[TaxCandidate] | None
    discounts: list[Discount]
    promotions: list[Promotion]
    exemptions: list[Exemption] = field(default_factory=list)
    charges: list[Charging] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)


def rules_asked(buyers: Sequence[CustomerTerms], places: Collection[TaxPlace]) -> dict[str, list[str]]:
    """What OF_BUYERS is asked with: the rules for these buyers at these places.

    What is owed at home comes along: it is the tax of who should have a tax number and has none.
    """
    codes = {plain_postal_code(place.postal_code) for place in places}
    return {
        "countries": sorted({"", *(one.country for one in buyers), *(one.home for one in buyers)}),
        "regions": sorted({"", *(place.region.strip().upper() for place in places)}),
        "prefixes": sorted({code[:length] for code in codes for length in range(len(code) + 1)}),
        "classes": sorted({"", "standard", *(one.tax_class for one in buyers)}),
    }


def look_up(
    customer: CustomerTerms,
    on: date,
    item_ids: Sequence[UUID],
    *,
    contract: UUID | None,
    places: Iterable[TaxPlace] = (),
    known_at: datetime | None = None,
) -> Found:
    """Everything that decides the prices of these items for one customer on a day: one statement.

    `contract` is whose own lists, discounts, charges and exemptions count. Tax rules of other `places` come along.
    `known_at`: without charges that were made later.
    """
    everywhere = {customer_place(customer), *places}
    rows = sql.rows(
        _LOOK_UP,
        {
            "customer": contract,
            "group": customer.group_id,
            "currency": customer.currency,
            **rules_asked([customer], everywhere),
            "on": on,
            "known_at": known_at,
            "items": list(item_ids),
        },
    )
    shared: dict[str, list[Candidate]] = {}
    items = {row[0]: _sold(row, shared) for row in rows}
    if not rows:
        return Found(items, None, [], [])
    taxes = [_tax(values) for values in _parsed(rows[0][12])] if rows[0][13] else None
    discounts = [_discount(values) for values in _parsed(rows[0][15])]
    promotions = [_promotion(values) for values in _parsed(rows[0][16])]
    exemptions = [_exemption(values) for values in _parsed(rows[0][24])]
    charges = [_charging(values) for values in _parsed(rows[0][28])]
    bundles = [_bundle(values) for values in _parsed(rows[0][31])]
    return Found(items, taxes, discounts, promotions, exemptions, charges, bundles)


def customer_place(customer: CustomerTerms) -> TaxPlace:
    """Where the goods of a customer go: their shipping address."""
    return TaxPlace(customer.country, customer.region, customer.postal_code)


def _sold(row: tuple[Any, ...], shared: dict[str, list[Candidate]]) -> Sold:
    units = {"": _BASE}
    for name, numerator, denominator in _parsed(row[9]):
        units[name.lower()] = (name, UnitFactor(numerator, denominator))
    candidates = [_candidate(values) for values in _parsed(row[10])]
    for found in (row[11], row[30]):
        # One text per category or brand, however many of its items were asked.
        if found is not None:
            if found not in shared:
                shared[found] = [_candidate(values) for values in _parsed(found)]
            candidates += shared[found]
    sold_by, round_to, rounding, most, days, floor, cost = row[17:24]
    selling = Selling(row[6], row[7], row[5], _pack(units, sold_by), _pack(units, round_to), rounding)
    return Sold(
        id=row[0], sku=row[1], name=row[2], tracking=row[3], tax_class=row[4], base_unit=row[5], state=row[8],
        units=units, candidates=candidates, category_id=row[14], brand_id=row[29], selling=selling,
        most=None if most is None else Most(most, days),
        floor=None if floor is None else Floor(floor, cost),
        kit=row[25] or "", weighed_in=row[26] if row[26] in units else "", weight_g=row[27],
    )  # fmt: skip


def _pack(units: Mapping[str, tuple[str, UnitFactor]], name: str) -> Pack | None:
    """A unit that a selling rule names; one that was taken away rules nothing."""
    found = units.get(name.lower()) if name else None
    return None if found is None else Pack(found[0], found[1].value.numerator)


def _candidate(values: list[Any]) -> Candidate:
    for position in (8, 9):
        if values[position] is not None:
            values[position] = date.fromisoformat(values[position])
    return Candidate._make(values)


def _tax(values: list[Any]) -> TaxCandidate:
    # JSON has one kind of numbers: a rate that is whole comes as an integer.
    values[4] = Decimal(values[4])
    return TaxCandidate._make(values)


def _exemption(values: list[Any]) -> Exemption:
    for position in (4, 5):
        if values[position] is not None:
            values[position] = date.fromisoformat(values[position])
    return Exemption._make(values)


def _discount(values: list[Any]) -> Discount:
    if values[5] is not None:
        values[5] = frozenset(values[5])
    values[2], values[6] = Decimal(values[2]), Decimal(values[6])
    return Discount._make(values)


def _promotion(values: list[Any]) -> Promotion:
    if values[4] is not None:
        values[4] = frozenset(values[4])
    values[6] = Decimal(values[6])
    return Promotion._make(values)


def _bundle(values: list[Any]) -> Bundle:
    for position in (4, 5):
        if values[position] is not None:
            values[position] = Decimal(values[position])
    return Bundle._make(values)


def _charging(values: list[Any]) -> Charging:
    if values[11] is not None:
        values[11] = frozenset(values[11])
    for position in (4, 12, 13):
        if values[position] is not None:
            values[position] = Decimal(values[position])
    return Charging._make(values)


def _parsed(text: str | None) -> list[list[Any]]:
    return [] if text is None else _EXACTLY.decode(text)
