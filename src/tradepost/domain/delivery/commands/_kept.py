"""Master data that one verb makes and changes: names, versions, and the fields that differ."""

from uuid import UUID

from django.db import models

from tradepost.base.errors import Invalid, NotFound
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


def refuse_used(kind: type[models.Model], name: str, but: UUID) -> None:
    """Refuse a name that another calendar or carrier has. Raises Invalid."""
    if kind._default_manager.filter(name__iexact=name).exclude(pk=but).exists():  # noqa: SLF001 the public way to it
        raise Invalid(f"There is {name} already.", fields={"name": "Already used."})


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
