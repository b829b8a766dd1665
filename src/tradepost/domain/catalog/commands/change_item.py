from typing import Unpack
from uuid import UUID

from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.catalog import rules
from tradepost.domain.catalog.commands._brands import brand_ids
from tradepost.domain.catalog.commands.create_item import (
    ItemFields,
    SkuTaken,
    refuse_unknown_categories,
    values_of,
)
from tradepost.domain.catalog.events import ItemChanged
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules.brands import name_fault, one_line

_ONE_LINE = ("sku", "name", "sold_by", "round_to")


class ItemChanges(ItemFields, total=False):
    """What can be changed. Base unit and tracking cannot: stock was counted by them; costing by inventory alone."""

    sku: str
    name: str


def _change_brand(by: By, row: Item, name: str | None) -> list[str]:
    """Give it the brand of this name, made where there is none; None: it keeps its own. Raises Invalid."""
    if name is None:
        return []
    kept = one_line(name)
    if kept and (fault := name_fault(kept)):
        raise Invalid("Some values cannot be kept.", fields={"brand": fault})
    brand_id = brand_ids(by, [kept]).get(kept)
    if brand_id == row.brand_id:
        return []
    row.brand_id = brand_id
    return ["brand"]


@command
def change_item(by: By, *, item_id: UUID, version: int | None = None, **fields: Unpack[ItemChanges]) -> Item:
    """Change what is given, keep the rest. Documents keep what they copied.

    `version` is what the caller read. Raises ChangedMeanwhile, Invalid, SkuTaken, NotFound.
    """
    row = Item.objects.select_for_update().filter(id=item_id).first()
    if row is None:
        raise NotFound("There is no such item.", item_id=item_id)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "The item was changed by someone else. Load it again and repeat your change.", version=row.version
        )
    refuse_unknown_categories([fields.get("category_id")])
    changed = _change_brand(by, row, fields.pop("brand", None))
    for name, value in fields.items():
        kept = " ".join(value.split()) if name in _ONE_LINE and isinstance(value, str) else value
        if getattr(row, name) != kept:
            setattr(row, name, kept)
            changed.append(name)
    problems = rules.item_problems(values_of(row))
    if {"sold_by", "round_to"} & set(changed):
        problems |= rules.unknown_units(values_of(row), {unit.name.lower() for unit in row.units.all()})
    if problems:
        raise Invalid("Some values cannot be kept.", fields=problems)
    if not changed:
        return row
    try:
        row.save(update_fields=changed)
    except IntegrityError:
        if "sku" not in changed:
            raise
        raise SkuTaken(f"There is an item {row.sku} already. Choose another SKU.", skus=[row.sku]) from None
    row.version += 1
    publish(by, ItemChanged(row.id, sorted(changed)))
    return row
