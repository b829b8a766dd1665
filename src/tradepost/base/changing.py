"""Changing a locked row that counts its versions: what differs, one UPDATE, and a reader who came too late."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from tradepost.base.errors import ChangedMeanwhile


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


def save_fields(row: Model, changed: Sequence[str]) -> None:
    """One UPDATE of the changed fields, or none. The database counts the version; so does the row in hand."""
    if changed:
        row.save(update_fields=changed)
        row.version = getattr(row, "version", 0) + 1  # type: ignore[attr-defined]


def changed_in(row: Model, values: Mapping[str, Any]) -> list[str]:
    """Set what differs, write it, and give the names of the changed fields, sorted."""
    changed = set_fields(row, values)
    save_fields(row, changed)
    return changed


def save(row: Model, **values: Any) -> None:
    """Write these fields, whether they differ or not."""
    for name, value in values.items():
        setattr(row, name, value)
    save_fields(row, list(values))
