from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import ChangeAcknowledged
from tradepost.domain.sales.models import ChangeSet


class SaidAlready(Refusal):
    """Somebody wrote the buyer's word down before."""


@command
def acknowledge_change(
    by: By, *, change_id: UUID, given_by: str, how: str = "", given_on: date | None = None
) -> ChangeSet:
    """Write down that the buyer said yes to a change: who, how it reached us, and when, today unless it is said.

    Raises Invalid, NotFound, SaidAlready.
    """
    queries.order_for_update(queries.change_set(change_id).order_id)
    change = queries.change_set(change_id)
    if not given_by.strip():
        raise Invalid("Say who gave their word.", fields={"given_by": "Say who."})
    if given_on is not None and given_on > by.now.date():
        raise Invalid("This day is still to come.", fields={"given_on": "Not after today."})
    if change.word_on is not None:
        raise SaidAlready(f"{change.word_by} said yes on {change.word_on}; it is written down.")
    change.word_on, change.word_by = given_on or by.now.date(), given_by.strip()
    change.word_how, change.word_recorded_by = how.strip(), by.actor
    change.save(update_fields=["word_on", "word_by", "word_how", "word_recorded_by"])
    publish(by, ChangeAcknowledged(change.order_id, change.pk, change.word_by, change.word_how))
    return change
