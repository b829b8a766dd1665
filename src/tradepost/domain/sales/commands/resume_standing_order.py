from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import aim
from tradepost.domain.sales.events import StandingResumed
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingOrder


@command
def resume_standing_order(by: By, *, standing_id: UUID) -> StandingOrder:
    """Go on with the first day from today; what passed meanwhile stays unmade. Raises Invalid, NotAllowed, NotFound."""
    found = queries.standing_for_update(standing_id)
    found.state = STANDING.next(found.state, "resume")
    aim(found, by.now.date())
    if found.next_on is None:
        raise Invalid("No day of its calendar is left. End it.")
    found.save(update_fields=["state", "next_on", "make_on"])
    publish(by, StandingResumed(found.pk, found.customer_id, found.name))
    return StandingOrder.objects.get(pk=standing_id)
