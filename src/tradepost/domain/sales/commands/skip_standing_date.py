from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import go_on, write_date
from tradepost.domain.sales.events import StandingSkipped
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingDate
from tradepost.domain.sales.rules.standing import next_due


@command
def skip_standing_date(by: By, *, standing_id: UUID, due_on: date, reason: str = "") -> StandingDate:
    """Leave one day out: one to come, or one that could not be made. Raises Invalid, NotAllowed, NotFound."""
    found = queries.standing_for_update(standing_id)
    row = StandingDate.objects.filter(standing_id=standing_id, due_on=due_on).first()
    if row is not None and row.state == "failed":
        row.state, row.reason, row.at = "skipped", reason.strip(), by.now
        row.save(update_fields=["state", "reason", "at"])
    else:
        STANDING.next(found.state, "change")
        coming = found.next_on is not None and due_on >= found.next_on
        if row is not None or not coming or next_due(found.rhythm, due_on) != due_on:
            raise Invalid("This is no day to come.", fields={"due_on": "Choose one of the next days."})
        row = write_date(by, found, due_on, "skipped", reason=reason.strip())
        if due_on == found.next_on:
            go_on(by, found)
    publish(by, StandingSkipped(found.pk, found.customer_id, due_on, reason.strip()))
    return row
