"""What kits are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from tradepost.base import sql
from tradepost.domain.catalog.models import KitPart
from tradepost.domain.catalog.rules.kits import Part


def parts_of(item_ids: Sequence[UUID]) -> dict[UUID, list[Part]]:
    """The parts of those of these items that are kits, in their order; one statement."""
    found: dict[UUID, list[Part]] = {}
    for row in sql.rows_as(
        Part,
        """select k.kit_id, i.id, i.sku, i.name, i.base_unit, k.quantity
           from catalog_kit_part k join catalog_item i on i.id = k.part_id
           where k.kit_id = any(%s::uuid[]) order by k.kit_id, k.position, k.id""",
        [list(item_ids)],
    ):
        found.setdefault(row.kit_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class KitOf:
    """What an item has to do with kits: its parts, if it is one, and the kits that it is a part of."""

    parts: Sequence[Part] = ()
    kits: Sequence[KitPart] = ()


def kit_of(item_id: UUID) -> KitOf:
    """The parts of an item in their order, and the kits with it by SKU; one statement."""
    rows = KitPart.objects.select_related("kit", "part").filter(Q(kit_id=item_id) | Q(part_id=item_id))
    found = list(rows.order_by("position", "id"))
    parts = [
        Part(item_id, row.part_id, row.part.sku, row.part.name, row.part.base_unit, row.quantity)
        for row in found
        if row.kit_id == item_id
    ]
    return KitOf(parts, sorted((row for row in found if row.part_id == item_id), key=lambda row: row.kit.sku))
