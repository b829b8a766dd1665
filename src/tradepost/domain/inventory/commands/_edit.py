"""Changing master data of the warehouse: a version that was read, and the fields that differ."""

from uuid import UUID

from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.inventory.models import Place, Zone
from tradepost.domain.inventory.models.place import KINDS_OF_PLACES

LONGEST_CODE = 40


def named(field: str, text: str, most: int = LONGEST_CODE) -> str:
    """A code or name with single spaces. Raises Invalid when nothing is left, or too much."""
    found = " ".join(text.split())
    if not 0 < len(found) <= most:
        raise Invalid(f"Give 1 to {most} characters.", fields={field: f"Give 1 to {most} characters."})
    return found


def zone_of(warehouse_id: UUID, zone_id: UUID | None) -> UUID | None:
    """The zone, if it is of this warehouse. Raises Invalid."""
    if zone_id is not None and not Zone.objects.filter(pk=zone_id, warehouse_id=warehouse_id).exists():
        raise Invalid("This zone is not in the warehouse.", fields={"zone_id": "Not in this warehouse."})
    return zone_id


def place_for_update(place_id: UUID) -> Place:
    """A real place under lock: nobody puts goods there meanwhile. Raises NotFound."""
    found = Place.objects.select_for_update().filter(pk=place_id, kind__in=KINDS_OF_PLACES).first()
    if found is None:
        raise NotFound("There is no such place.")
    return found
