from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory.commands._edit import zone_of
from tradepost.domain.inventory.events import PlaceMade
from tradepost.domain.inventory.models import Place
from tradepost.domain.inventory.models.place import KINDS_OF_PLACES


def _made(place_id: UUID) -> Place:
    return Place.objects.get(pk=place_id)


@command(once="place_id", again=_made)
def create_place(
    by: By,
    *,
    place_id: UUID,
    warehouse_id: UUID,
    code: str,
    kind: str = "bin",
    pick_sequence: int = 0,
    zone_id: UUID | None = None,
) -> Place:
    """A bin, dock, quarantine or scrap corner; picked in the order of `pick_sequence`, then code."""
    refuse_other_kinds(kind)
    zone_of(warehouse_id, zone_id)
    if Place.objects.filter(warehouse_id=warehouse_id, code__iexact=code).exists():
        raise Invalid(f"There is a place {code} already.", fields={"code": "Already used in this warehouse."})
    place = Place.objects.create(
        id=place_id,
        warehouse_id=warehouse_id,
        zone_id=zone_id,
        code=code,
        kind=kind,
        pick_sequence=pick_sequence,
        made_at=by.now,
    )
    publish(by, PlaceMade(place.id, warehouse_id))
    return place


def refuse_other_kinds(kind: str) -> None:
    """Refuse what is no kind of a real place. Raises Invalid."""
    if kind not in KINDS_OF_PLACES:
        raise Invalid(
            f"{kind} is no kind of place.",
            fields={"kind": "One of bin, receiving, packing, quarantine, scrap."},
        )
