"""Least margins: what is set, and what counts for items beside what they cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.listing import Listing, reference
from tradepost.domain.pricing.models import MarginFloor


@dataclass(frozen=True, slots=True)
class Floor:
    """The least margin of an item, per cent of net, and what a base unit cost in base currency; None: not known."""

    percent: Decimal
    unit_cost: Decimal | None


FLOOR_OF = """coalesce(
        (select f.percent from pricing_floor f where f.item_id = {item}),
        (select f.percent from {branch} b join pricing_floor f on f.category_id = b.id
         where b.leaf = {category} order by b.depth limit 1),
        (select f.percent from pricing_floor f where f.brand_id = {brand}),
        (select f.percent from pricing_floor f
         where f.item_id is null and f.category_id is null and f.brand_id is null))"""
"""What counts for an item: its own, else that of the nearest category, of its brand, else that of all goods."""
UNIT_COST_OF = """(select sum(value) / nullif(sum(on_hand + unsellable), 0) from inventory_position
         where item_id = {item} and not of_supplier)"""

_FLOORS = f"""
with recursive branch (leaf, id, depth) as (
    select distinct category_id, category_id, 1 from catalog_item
    where id = any(%(items)s::uuid[]) and category_id is not null
    union all
    select b.leaf, c.parent_id, b.depth + 1 from branch b join catalog_category c on c.id = b.id
    where c.parent_id is not null and b.depth < 20)
select i.id, f.percent, {UNIT_COST_OF.format(item="i.id")}
from catalog_item i cross join lateral (
    select {FLOOR_OF.format(item="i.id", category="i.category_id", brand="i.brand_id", branch="branch")} as percent) f
where i.id = any(%(items)s::uuid[]) and f.percent is not null"""  # noqa: S608 constants only


def floors_of(item_ids: Sequence[UUID]) -> dict[UUID, Floor]:
    """The least margins of those items that have one, with their costs; one statement."""
    found = sql.rows(_FLOORS, {"items": list(item_ids)})
    return {row[0]: Floor(row[1], row[2]) for row in found}


def _floors(by: By) -> QuerySet[MarginFloor]:
    """Customers see none."""
    rows = MarginFloor.objects.select_related("item", "category", "brand")
    return rows.none() if "customer" in by.scope else rows


FLOORS: Listing[MarginFloor] = Listing(
    name="margin_floors",
    rows=_floors,
    sorts={"percent": ("percent", "id"), "made": ("made_at", "id")},
    default_sort="-made",
    filters={
        "item": reference("Item", "item_id"),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
    },
)
