from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import order_of
from tradepost.domain.sales.events import StandingMade
from tradepost.domain.sales.models import StandingDate
from tradepost.domain.sales.rules.standing import wanted_on


@command
def retry_standing_date(by: By, *, standing_id: UUID, due_on: date) -> StandingDate:
    """Make the order of a day that could not be made, wanted today where its day has passed.

    Raises Invalid where that day did not fail, NotFound, and what place_order does.
    """
    found = queries.standing_for_update(standing_id)
    row = StandingDate.objects.filter(standing_id=standing_id, due_on=due_on, state="failed").first()
    if row is None:
        raise Invalid(
            "No order of this day is missing.", fields={"due_on": "No order of this day is missing."}
        )
    wanted = max(wanted_on(due_on, queries.works_of(found)), by.now.date())
    order = order_of(by, found, due_on, wanted)
    row.state, row.order, row.reason, row.at = "made", order, "", by.now
    row.save(update_fields=["state", "order", "reason", "at"])
    publish(by, StandingMade(found.pk, found.customer_id, due_on, order.pk, order.number))
    return row
