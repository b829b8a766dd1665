"""Master data that one verb makes and changes: names, versions, and the fields that differ."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models

from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.delivery.models import Calendar, Carrier
from tradepost.domain.delivery.rules import MOST_DAYS

LONGEST_NAME = 80


def named(text: str) -> str:
    """A name with single spaces. Raises Invalid when nothing is left, or too much."""
    found = " ".join(text.split())
    if not 0 < len(found) <= LONGEST_NAME:
        sentence = f"Give 1 to {LONGEST_NAME} characters."
        raise Invalid(sentence, fields={"name": sentence})
    return found


def refuse_older(found: int, expected: int | None, what: str) -> None:
    """Raise ChangedMeanwhile when the caller read another version than the one that stands."""
    if expected is not None and expected != found:
        raise ChangedMeanwhile(
            f"The {what} was changed by someone else. Load it again and repeat your change.", version=found
        )


def refuse_used(kind: type[models.Model], name: str, but: UUID) -> None:
    """Refuse a name that another calendar or carrier has. Raises Invalid."""
    if kind._default_manager.filter(name__iexact=name).exclude(pk=but).exists():  # noqa: SLF001 the public way to it
        raise Invalid(f"There is {name} already.", fields={"name": "Already used."})


def changed_in(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set what differs, write it, and give the names of the changed fields, sorted. The database counts the version."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        row.version += 1  # type: ignore[attr-defined]
    return changed


def days_of(field: str, days: int) -> int:
    """A number of working days. Raises Invalid."""
    if not 0 <= days <= MOST_DAYS:
        sentence = f"Between 0 and {MOST_DAYS} working days."
        raise Invalid(sentence, fields={field: sentence})
    return days


def refuse_unknown_calendar(calendar_id: UUID | None) -> None:
    """Raises NotFound."""
    if calendar_id is not None and not Calendar.objects.filter(pk=calendar_id).exists():
        raise NotFound("There is no such calendar.")


def refuse_no_carrier(carrier_id: UUID | None) -> None:
    """Refuse a carrier that is not there, or has ended. Raises NotFound."""
    if carrier_id is not None and not Carrier.objects.filter(pk=carrier_id, ended_at=None).exists():
        raise NotFound("There is no such carrier any more. Choose another.")
