from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.catalog import rules
from tradepost.domain.catalog.commands._brands import brand_ids
from tradepost.domain.catalog.commands._codes import (
    CodeInput,
    UnitInput,
    codes_of_units,
    draft_code,
    draft_units,
    save_codes,
)
from tradepost.domain.catalog.events import ItemCreated, ItemDiscontinued
from tradepost.domain.catalog.models import Category, Code, Item, Unit
from tradepost.domain.catalog.queries import item_ids
from tradepost.domain.catalog.rules.brands import name_fault, one_line


class SkuTaken(Refusal):
    """An item has this SKU already, whatever the case; `facts["skus"]` names all that are taken."""


class ItemFields(TypedDict, total=False):
    """What may be said of an item beside SKU and name."""

    description: str
    category_id: UUID | None
    brand: str
    tax_class: str
    weight_g: int | None
    volume_ml: int | None
    minimum_quantity: int
    increment: int
    sold_by: str
    round_to: str
    rounding: str
    most_quantity: int | None
    most_days: int


@dataclass(frozen=True, slots=True)
class ItemInput:
    """An item as typed or imported. Quantities are base units; `gtin` is that of one base unit.

    `brand` is its name: one that is not there yet is made; "" is none.
    """

    item_id: UUID
    sku: str
    name: str
    description: str = ""
    category_id: UUID | None = None
    base_unit: str = "piece"
    tracking: str = "none"
    tax_class: str = "standard"
    weight_g: int | None = None
    minimum_quantity: int = 1
    increment: int = 1
    gtin: str = ""
    is_discontinued: bool = False
    volume_ml: int | None = None
    costing: str = "average"
    sold_by: str = ""
    round_to: str = ""
    rounding: str = "refuse"
    most_quantity: int | None = None
    most_days: int = 0
    units: Sequence[UnitInput] = ()
    codes: Sequence[CodeInput] = ()
    brand: str = ""


def _made(item_id: UUID) -> Item:
    return Item.objects.get(id=item_id)


@command(once="item_id", again=_made)
def create_item(
    by: By,
    *,
    item_id: UUID,
    sku: str,
    name: str,
    base_unit: str = "piece",
    tracking: str = "none",
    costing: str = "average",
    gtin: str = "",
    units: Sequence[UnitInput] = (),
    codes: Sequence[CodeInput] = (),
    **fields: Unpack[ItemFields],
) -> Item:
    """One item; see create_items. Raises Invalid, SkuTaken, CodeTaken, NotFound (category)."""
    given = ItemInput(
        item_id=item_id,
        sku=sku,
        name=name,
        base_unit=base_unit,
        tracking=tracking,
        costing=costing,
        gtin=gtin,
        units=units,
        codes=codes,
        **fields,
    )
    made: Item = create_items(by, items=[given])[0]
    return made


@command
def create_items(by: By, *, items: Sequence[ItemInput]) -> list[Item]:
    """Many items with their units and codes in as many statements as one.

    Raises Invalid naming every bad field, SkuTaken, CodeTaken, NotFound (category).
    """
    if not items:
        return []
    refuse_unknown_categories([given.category_id for given in items])
    problems: dict[str, str] = {}
    made, units, codes = _draft(by, items, problems)
    _refuse(made, problems)
    brands = brand_ids(by, [one_line(given.brand) for given in items])
    for row, given in zip(made, items, strict=True):
        row.brand_id = brands.get(one_line(given.brand))
    try:
        Item.objects.bulk_create(made)
    except IntegrityError as error:
        if "sku_is_unique" in str(error):
            raise SkuTaken(
                "Somebody took one of these SKUs this moment. Look and try again.", skus=[]
            ) from None
        raise
    Unit.objects.bulk_create(units)
    save_codes([*codes, *codes_of_units(units)])
    publish(by, *(ItemCreated(row.id, row.sku) for row in made))
    publish(by, *(ItemDiscontinued(row.id) for row in made if row.state == "discontinued"))
    return made


def _draft(
    by: By, items: Sequence[ItemInput], problems: dict[str, str]
) -> tuple[list[Item], list[Unit], list[Code]]:
    """The rows to write; what cannot be kept goes to `problems` by field path."""
    made: list[Item] = []
    units: list[Unit] = []
    codes: list[Code] = []
    for n, given in enumerate(items):
        path = "" if len(items) == 1 else f"items.{n}."
        row = _row(by, given)
        found = rules.item_problems(values_of(row))
        own = draft_units(row.id, row.base_unit, given.units, problems, f"{path}units.")
        if brand_fault := given.brand.strip() and name_fault(one_line(given.brand)):
            found["brand"] = brand_fault
        found |= rules.unknown_units(values_of(row), {unit.name.lower() for unit in own})
        problems.update({f"{path}{field}": sentence for field, sentence in found.items()})
        named = {row.base_unit.lower(): "", **{unit.name.lower(): unit.name for unit in own}}
        asked = [*given.codes, *([CodeInput("gtin", given.gtin)] if given.gtin.strip() else [])]
        codes += [
            draft_code(row.id, code, named, problems, f"{path}codes.{m}.") for m, code in enumerate(asked)
        ]
        made.append(row)
        units += own
    return made, units, codes


def _row(by: By, given: ItemInput) -> Item:
    return Item(
        id=given.item_id,
        sku=" ".join(given.sku.split()),
        name=" ".join(given.name.split()),
        description=given.description.strip(),
        category_id=given.category_id,
        base_unit=" ".join(given.base_unit.split()),
        tracking=given.tracking,
        tax_class=given.tax_class,
        weight_g=given.weight_g,
        volume_ml=given.volume_ml,
        costing=given.costing,
        minimum_quantity=given.minimum_quantity,
        increment=given.increment,
        sold_by=" ".join(given.sold_by.split()),
        round_to=" ".join(given.round_to.split()),
        rounding=given.rounding,
        most_quantity=given.most_quantity,
        most_days=given.most_days,
        state="discontinued" if given.is_discontinued else "active",
        made_at=by.now,
    )


def values_of(row: Item) -> rules.ItemValues:
    """The plain fields of a row, for the rules."""
    return rules.ItemValues(
        sku=row.sku,
        name=row.name,
        base_unit=row.base_unit,
        tracking=row.tracking,
        tax_class=row.tax_class,
        weight_g=row.weight_g,
        minimum_quantity=row.minimum_quantity,
        increment=row.increment,
        volume_ml=row.volume_ml,
        costing=row.costing,
        sold_by=row.sold_by,
        round_to=row.round_to,
        rounding=row.rounding,
        most_quantity=row.most_quantity,
        most_days=row.most_days,
    )


def _refuse(made: Sequence[Item], problems: dict[str, str]) -> None:
    """Raise Invalid for what cannot be kept or stands twice, SkuTaken for what somebody has."""
    seen: set[str] = set()
    for n, row in enumerate(made):
        if row.sku.upper() in seen:
            problems[f"items.{n}.sku"] = "This SKU stands twice."
        seen.add(row.sku.upper())
    if problems:
        field, sentence = next(iter(problems.items()))
        raise Invalid(
            f"{len(problems)} value(s) of the items cannot be kept. First {field}: {sentence}",
            fields=problems,
        )
    if taken := sorted(item_ids([row.sku for row in made])):
        raise SkuTaken(f"There is an item {taken[0]} already. Choose another SKU.", skus=taken)


def refuse_unknown_categories(category_ids: Sequence[UUID | None]) -> None:
    """Raise NotFound when a named category does not exist."""
    asked = {category_id for category_id in category_ids if category_id is not None}
    if asked:
        missing = asked - set(Category.objects.filter(id__in=asked).values_list("id", flat=True))
        if missing:
            raise NotFound("There is no such category.", category_ids=sorted(missing))
