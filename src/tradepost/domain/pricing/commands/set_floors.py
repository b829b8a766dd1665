from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.pricing.events import FloorsSet
from tradepost.domain.pricing.models import MarginFloor


@dataclass(frozen=True, slots=True)
class FloorInput:
    """The least margin of an item, a category, a brand, or (none) of all goods, per cent of net; None: none of its
    own."""

    percent: Decimal | None
    item_id: UUID | None = None
    category_id: UUID | None = None
    brand_id: UUID | None = None


_Subject = tuple[UUID | None, UUID | None, UUID | None]


@command
def set_floors(by: By, *, floors: Sequence[FloorInput]) -> int:
    """Set least margins, or take them away; others stay. Gives how many changed; the same again changes nothing.

    They count for orders confirmed from now on. Raises Invalid with `floors.<n>.<field>`, NotFound.
    """
    _refuse_bad(floors)
    wanted: dict[_Subject, Decimal | None] = {
        (floor.item_id, floor.category_id, floor.brand_id): floor.percent for floor in floors
    }
    standing = {
        (row.item_id, row.category_id, row.brand_id): row
        for row in MarginFloor.objects.select_for_update().order_by("id")
        if (row.item_id, row.category_id, row.brand_id) in wanted
    }
    now = {subject: row.percent for subject, row in standing.items()}
    changed = {subject: percent for subject, percent in wanted.items() if now.get(subject) != percent}
    if not changed:
        return 0
    gone = [standing[one].pk for one, percent in changed.items() if percent is None]
    MarginFloor.objects.filter(pk__in=gone).delete()
    set_to = {one: percent for one, percent in changed.items() if percent is not None}
    MarginFloor.objects.bulk_create(
        [
            MarginFloor(
                id=standing[one].pk if one in standing else fresh,
                item_id=one[0],
                category_id=one[1],
                brand_id=one[2],
                percent=percent,
                made_at=by.now,
            )
            for fresh, (one, percent) in zip(new_ids(by.now, len(set_to)), set_to.items(), strict=True)
        ],
        update_conflicts=True,
        update_fields=["percent"],
        unique_fields=["id"],
    )
    told: tuple[dict[str, object], ...] = tuple(
        {"item_id": item_id, "category_id": category_id, "brand_id": brand_id, "percent": percent}
        for (item_id, category_id, brand_id), percent in changed.items()
    )
    publish(by, FloorsSet(new_id(by.now), told))
    return len(changed)


def _refuse_bad(floors: Sequence[FloorInput]) -> None:
    faults: dict[str, str] = {}
    for place, floor in enumerate(floors):
        if floor.percent is not None and not (floor.percent.is_finite() and 0 <= floor.percent < 100):
            faults[f"floors.{place}.percent"] = "A least margin is from 0 to below 100 percent."
        named = [name for name in ("item_id", "category_id", "brand_id") if getattr(floor, name)]
        if len(named) > 1:
            faults[f"floors.{place}.{named[1]}"] = "Name an item, a category or a brand: one of them."
    if faults:
        raise Invalid("The least margins cannot be kept. Correct the marked fields.", fields=faults)
    items = {floor.item_id for floor in floors if floor.item_id}
    if items - set(Item.objects.filter(pk__in=items).values_list("pk", flat=True)):
        raise NotFound("There is no such item.")
    shelves = {floor.category_id for floor in floors if floor.category_id}
    if shelves - set(Category.objects.filter(pk__in=shelves).values_list("pk", flat=True)):
        raise NotFound("There is no such category.")
    brands = {floor.brand_id for floor in floors if floor.brand_id}
    if brands and brands - set(Brand.objects.filter(pk__in=brands).values_list("pk", flat=True)):
        raise NotFound("There is no such brand.")
