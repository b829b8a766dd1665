import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import LPad

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import words_of
from tradepost.base.listing import Listing, choice, day_range, flag, reference
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.flows import ITEM
from tradepost.domain.catalog.models import Category, Code, Item, KitPart, Substitute, Unit
from tradepost.domain.catalog.rules.weights import expected_milli, shown_weight


def item(by: By, item_id: UUID) -> Item:
    """One item with category, units and codes, a withdrawn one too; `in_kits`: it is one or a part. Raises NotFound.

    Items are the same for everybody.
    """
    rows = Item.objects.select_related("category", "brand").prefetch_related("units", "codes")
    in_kits = KitPart.objects.filter(Q(kit_id=OuterRef("pk")) | Q(part_id=OuterRef("pk")))
    stands_in = Substitute.objects.filter(Q(item_id=OuterRef("pk")) | Q(other_id=OuterRef("pk")))
    rows = rows.annotate(in_kits=Exists(in_kits), has_substitutes=Exists(stands_in))
    found = rows.filter(id=item_id).first()
    if found is None:
        raise NotFound("There is no such item.", item_id=item_id)
    return found


def piece_weight(row: Item) -> Decimal | None:
    """What a base unit of an item should weigh, by its units, in the unit it is weighed in; None: it is not."""
    for unit in row.units.all() if row.weighed_in else ():
        if unit.name == row.weighed_in:
            return shown_weight(expected_milli(1, UnitFactor(unit.numerator, unit.denominator)))
    return None


def items_of(by: By, item_ids: Sequence[UUID]) -> list[Item]:
    """Many items with units and codes, by SKU; unknown ones are left out. Three statements."""
    rows = _items(by).prefetch_related("units", "codes").filter(id__in=item_ids)
    return list(rows.order_by("sku", "id"))


def _items(_by: By) -> QuerySet[Item]:
    return Item.objects.select_related("category", "brand").exclude(state="withdrawn")


def _coded(word: str) -> QuerySet[Code]:
    """Codes that are the word; a GTIN with or without its leading zeros."""
    coded = Code.objects.filter(code__iexact=word)
    if not re.fullmatch(r"[0-9]{8,14}", word):
        return coded
    return coded | Code.objects.filter(
        pk__in=Code.objects.annotate(padded=LPad("code", 14, Value("0")))
        .filter(kind="gtin", padded=word.zfill(14))
        .values("pk")
    )


def _search(rows: QuerySet[Item], text: str) -> QuerySet[Item]:
    for word in words_of(text):
        rows = rows.filter(Q(found_by__has=word) | Q(id__in=_coded(word).values("item_id")))
    return rows


ITEMS: Listing[Item] = Listing(
    name="items",
    rows=_items,
    sorts={"sku": ("sku",), "name": ("sort_name",), "made": ("made_at",)},
    default_sort="sku",
    filters={
        "id": reference("Item", "id"),
        "state": choice("State", "state", [state for state in ITEM.states if state != "withdrawn"]),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
        "tracking": choice("Tracking", "tracking", ["none", "lot", "serial"]),
        "tax_class": choice("Tax", "tax_class", ["standard", "reduced", "zero"]),
        "made": day_range("Since", "made_at"),
        "lots": flag("Tracked by lot", Q(tracking="lot")),
    },
    search=_search,
    subject="pk",
)


def categories() -> QuerySet[Category]:
    """All categories by name, each with its parent."""
    return Category.objects.select_related("parent").order_by("name", "id")


def items_per_category() -> dict[UUID, int]:
    """How many items stand in each category itself; empty ones are left out."""
    return dict(
        sql.rows(
            """select category_id, count(*) from catalog_item
               where category_id is not null and state <> 'withdrawn'
               group by category_id order by category_id"""
        )
    )


@dataclass(frozen=True, slots=True)
class ItemName:
    """What an item is called, and in what it is counted."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str


def names_of(item_ids: Sequence[UUID]) -> list[ItemName]:
    """The names of many items by SKU, in one statement; unknown ones are left out."""
    return sql.rows_as(
        ItemName,
        "select id, sku, name, base_unit from catalog_item where id = any(%s::uuid[]) order by sku, id",
        [list(item_ids)],
    )


def units_of(item_ids: Sequence[UUID]) -> list[Unit]:
    """The further units of many items, in one statement, smallest first per item."""
    return list(Unit.objects.filter(item_id__in=item_ids).order_by("item_id", "numerator", "name"))


def item_ids(skus: Sequence[str]) -> dict[str, UUID]:
    """The ids of items by their SKUs as given, whatever the case; unknown ones are left out."""
    found = sql.rows(
        """select asked.sku, i.id from unnest(%s::text[]) as asked(sku)
           join catalog_item i on upper(i.sku) = upper(asked.sku) and i.state <> 'withdrawn'
           order by asked.sku""",
        [list(skus)],
    )
    return dict(found)
