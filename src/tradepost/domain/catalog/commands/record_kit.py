from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.domain.catalog.events import KitDefined
from tradepost.domain.catalog.models import Item, KitPart
from tradepost.domain.catalog.rules.kits import kit_problems


class PartOfAKit(Refusal):
    """The item is a part of other kits, and a kit is made of items that are none."""


@command
def record_kit(
    by: By,
    *,
    item_id: UUID,
    parts: Sequence[tuple[UUID, int]],
    instead_of: Sequence[tuple[UUID, int]] | None = None,
) -> int:
    """Write what a kit is made of: items and their base units in one kit; no parts: it is a kit no more.

    Said by inventory, which knows whether something of it lies in stock. Gives how many parts are others than before.
    `instead_of`: the parts that the caller read, in order; None: whatever stands. Raises Invalid with
    `parts.<n>.<field>`, PartOfAKit, NotFound, ChangedMeanwhile.
    """
    # Locked in one order, so that two who make kits of each other's parts see each other; their keys stay as they
    # are, so that who posts stock of them is not in the way.
    named = sorted({item_id, *(part for part, _ in parts)})
    found = {
        row.pk: row for row in Item.objects.select_for_update(no_key=True).filter(pk__in=named).order_by("pk")
    }
    there = {pk: row.sku for pk, row in found.items() if row.state != "withdrawn"}
    if item_id not in there:
        raise NotFound("There is no such item.", item_id=item_id)
    standing = {row.part_id: row for row in KitPart.objects.filter(kit_id=item_id).order_by("position")}
    if instead_of is not None and [(row.part_id, row.quantity) for row in standing.values()] != [*instead_of]:
        raise ChangedMeanwhile(
            "The parts of the kit were changed by someone else. Load it again and repeat your change."
        )
    kits = KitPart.objects.filter(kit_id__in=named).values_list("kit_id", flat=True)
    if problems := kit_problems(item_id, parts, there, kits):
        raise Invalid(f"The kit cannot be kept: {next(iter(problems.values()))}", fields=problems)
    if parts:
        _refuse_part(item_id)
    wanted = {
        part_id: KitPart(kit_id=item_id, part_id=part_id, position=place, quantity=quantity)
        for place, (part_id, quantity) in enumerate(parts, 1)
    }
    changed = [pk for pk, row in wanted.items() if _said(standing.get(pk)) != _said(row)]
    gone = standing.keys() - wanted.keys()
    if not changed and not gone:
        return 0
    KitPart.objects.filter(kit_id=item_id, part_id__in=gone).delete()
    KitPart.objects.bulk_create(
        [wanted[pk] for pk in changed],
        update_conflicts=True,
        update_fields=["position", "quantity"],
        unique_fields=["kit", "part"],
    )
    Item.objects.filter(pk=item_id).update(version=F("version") + 1)  # who read the item read its parts
    publish(by, KitDefined(item_id, len(parts)))
    return len(changed) + len(gone)


def _said(row: KitPart | None) -> tuple[int, int] | None:
    return None if row is None else (row.position, row.quantity)


def _refuse_part(item_id: UUID) -> None:
    inside = (
        KitPart.objects.filter(part_id=item_id).order_by("kit__sku").values_list("kit__sku", flat=True)[:5]
    )
    if names := ", ".join(inside):
        raise PartOfAKit(f"It is a part of {names}. Take it out there first: a kit is not made of kits.")
