from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import go_on, write_date
from tradepost.domain.sales.events import StandingFailed


@command
def record_standing_failure(by: By, *, standing_id: UUID, due_on: date, reason: str) -> None:
    """Write down why the order of a day was refused, and go on to the next; somebody decides. Safe to repeat."""
    found = queries.standing_for_update(standing_id)
    if found.state != "active" or found.next_on != due_on:
        return
    write_date(by, found, due_on, "failed", reason=reason)
    publish(by, StandingFailed(found.pk, found.customer_id, due_on, reason))
    go_on(by, found)
