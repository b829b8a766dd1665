from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.parties.models import Party
from tradepost.domain.parties.queries import country_of


def refuse_older(found: int, expected: int | None, what: str) -> None:
    """Raise ChangedMeanwhile when the caller read another version than the one that stands."""
    if expected is not None and expected != found:
        raise ChangedMeanwhile(
            f"The {what} was changed by someone else. Load it again and repeat your change.", version=found
        )


def set_fields(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; gives the names of the changed fields, sorted."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    return changed


def save(row: Model, changed: list[str]) -> None:
    """One UPDATE of the changed fields, or none. The database counts the version; so does the row in hand."""
    if changed:
        row.save(update_fields=changed)
        row.version = getattr(row, "version", 0) + 1  # type: ignore[attr-defined]


def party_for_update(party_id: UUID) -> tuple[Party, str]:
    """The party under lock, with the country its numbers are read by."""
    party = Party.objects.select_for_update().get(id=party_id)
    return party, country_of(party_id)
