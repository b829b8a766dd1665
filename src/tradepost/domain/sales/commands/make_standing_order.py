from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import go_on, order_of, write_date
from tradepost.domain.sales.events import StandingFailed, StandingMade
from tradepost.domain.sales.models import StandingDate
from tradepost.domain.sales.rules.standing import wanted_on

PASSED = "Its day passed before it could be made. Make it now, or leave it out."


@command
def make_standing_order(by: By, *, standing_id: UUID, due_on: date) -> StandingDate | None:
    """Make the order of the day that is next; None: it is dealt with already, or not to be made now.

    A day that has passed is not made by itself: it is told as failed. Raises what place_order does.
    """
    found = queries.standing_for_update(standing_id)
    if (
        found.state != "active"
        or found.next_on != due_on
        or not found.make_on
        or found.make_on > by.now.date()
    ):
        return None
    wanted = wanted_on(due_on, queries.works_of(found))
    if due_on < by.now.date():
        told = write_date(by, found, due_on, "failed", reason=PASSED)
        publish(by, StandingFailed(found.pk, found.customer_id, due_on, PASSED))
    else:
        order = order_of(by, found, due_on, max(wanted, by.now.date()))
        told = write_date(by, found, due_on, "made", order=order)
        publish(by, StandingMade(found.pk, found.customer_id, due_on, order.pk, order.number))
    go_on(by, found)
    return told
