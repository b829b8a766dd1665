"""Changing master data of the warehouse: a version that was read, and the fields that differ."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.inventory.models import Place, Warehouse, Zone
from tradepost.domain.inventory.models.place import KINDS_OF_PLACES

LONGEST_CODE = 40


def refuse_older(found: int, expected: int | None, what: str) -> None:
    """Raise ChangedMeanwhile when the caller read another version than the one that stands."""
    if expected is not None and expected != found:
        raise ChangedMeanwhile(
            f"The {what} was changed by someone else. Load it again and repeat your change.", version=found
        )


def changed_in(row: Warehouse | Zone | Place, values: Mapping[str, Any]) -> list[str]:
    """Set what differs, write it, and give the names of the changed fields, sorted. The database counts the version."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        row.version += 1
    return changed


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
