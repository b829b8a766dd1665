"""What the demonstration company sells: categories, items with cases and GTINs, bins, opening currency rates."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from uuid import UUID

from tradepost.base.gs1 import check_digit
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import CategoryInput, ItemInput, UnitInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.cli.demo.company import BASE, IN_DOLLARS, Company, Good, rate_of
from tradepost.doors.cli.demo.goods_words import KINDS, Kind, Size

PER_KIND = 18
BINS_PER_AISLE = 6
CENT = Decimal("0.01")
PURCHASE_SHARE = (0.52, 0.68)
"""What goods cost us, as a share of their list price: from and to."""


def stock_the_catalog(company: Company) -> None:
    """Categories, items, warehouse and bins."""
    categories = _categories(company)
    chosen = [(kind, name, size) for kind in KINDS for name, size in names_of(kind, company.dice)]
    company.goods = [_good(company, number, *one) for number, one in enumerate(chosen)]
    _popularity(company)
    catalog.create_items(
        company.owner,
        items=[
            _item(company, good, size, number, categories[good.kind.name])
            for number, (good, (_, _, size)) in enumerate(zip(company.goods, chosen, strict=True))
        ],
    )
    _build_warehouse(company)


def set_rates(company: Company) -> None:
    """What other currencies are worth in the books' currency."""
    by = company.owner
    for currency in IN_DOLLARS:
        if currency != BASE:
            accounts.set_rate(
                by,
                rate_id=company.mint(by.now),
                currency=currency,
                valid_from=by.now.date(),
                rate=rate_of(currency),
            )


def _categories(company: Company) -> dict[str, UUID]:
    by = company.owner
    parents = {name: company.mint(by.now) for name in dict.fromkeys(kind.parent for kind in KINDS)}
    company.aisles = parents
    found = {kind.name: company.mint(by.now) for kind in KINDS}
    given = [CategoryInput(category_id, name) for name, category_id in parents.items()]
    given += [CategoryInput(found[kind.name], kind.name, parents[kind.parent]) for kind in KINDS]
    catalog.create_categories(by, categories=given)
    return found


def names_of(kind: Kind, dice: Random) -> list[tuple[str, Size]]:
    """Some of all names the words of a kind make, in the order of the words."""
    every = [
        (f"{first} {second}, {size.label}", size)
        for first in kind.first.split("|")
        for second in kind.second.split("|")
        for size in kind.sizes
    ]
    kept = sorted(dice.sample(range(len(every)), min(PER_KIND, len(every))))
    return [every[place] for place in kept]


def _good(company: Company, number: int, kind: Kind, name: str, size: Size) -> Good:
    low, high = float(kind.low), float(kind.high)
    price = Decimal(str(round(company.dice.uniform(low, high), 1))) * Decimal(size.scale)
    price = (price / Decimal("0.05")).quantize(Decimal(1)) * Decimal("0.05")
    share = Decimal(str(round(company.dice.uniform(*PURCHASE_SHARE), 3)))
    return Good(
        item_id=company.mint(company.founded),
        sku=f"{kind.code}-{1000 + number}",
        name=name,
        kind=kind,
        unit=kind.unit,
        per_case=size.per_case,
        tracking="lot" if kind.shelf_days else "none",
        price=price,
        cost=max((price * share).quantize(CENT), CENT),
        weight_g=size.weight_g,
        popularity=0,
    )


def _popularity(company: Company) -> None:
    """Within a kind a few items sell most: the n-th at 1 / n of the first."""
    for kind in KINDS:
        own = [good for good in company.goods if good.kind is kind]
        company.dice.shuffle(own)
        for rank, good in enumerate(own, 1):
            good.popularity = kind.demand / rank**0.85


def _item(company: Company, good: Good, size: Size, number: int, category_id: UUID) -> ItemInput:
    # GS1 keeps the prefixes 20 to 29 for numbers that are used inside one company.
    body = f"2{1:03d}{number:08d}"
    packed = f"1{body}"
    case = UnitInput(
        "case", size.per_case, gtin=packed + check_digit(packed), is_case=True, break_allowed=True
    )
    return ItemInput(
        item_id=good.item_id,
        sku=good.sku,
        name=good.name,
        description=f"{good.kind.name}. {size.per_case} to the case.",
        category_id=category_id,
        brand=next(one for one in good.kind.first.split("|") if good.name.startswith(f"{one} ")),
        base_unit=good.unit,
        tracking=good.tracking,
        tax_class=good.kind.tax_class,
        weight_g=size.weight_g,
        gtin=body + check_digit(body),
        units=[case] if size.per_case > 1 else [],
    )


def _build_warehouse(company: Company) -> None:
    """An aisle per kind of goods, bins numbered in walking order; each item has its home bin."""
    by = company.owner
    made = inventory.create_warehouse(
        by, warehouse_id=company.mint(by.now), code="BOSTON", name="Boston warehouse"
    )
    company.warehouse_id = made.id
    places: dict[tuple[str, int], tuple[UUID, str, int]] = {}
    for aisle, parent in enumerate(company.aisles):
        for number in range(BINS_PER_AISLE):
            place_id, code = company.mint(by.now), f"{'ABCDEFGHIJ'[aisle]}-{number + 1:02d}"
            sequence = aisle * 100 + number + 1
            inventory.create_place(
                by, place_id=place_id, warehouse_id=made.id, code=code, pick_sequence=sequence
            )
            places[parent, number] = place_id, code, sequence
    for number, good in enumerate(company.goods):
        place = places[good.kind.parent, number % BINS_PER_AISLE]
        good.place_id, good.place_code, good.pick_sequence = place
    assert inventory_queries.default_warehouse_id() == made.id
