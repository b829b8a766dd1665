from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import StandingEnded
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingOrder


@command
def end_standing_order(by: By, *, standing_id: UUID) -> StandingOrder:
    """Nothing is made any more, for good; orders that were made stay. Raises NotAllowed, NotFound."""
    found = queries.standing_for_update(standing_id)
    found.state = STANDING.next(found.state, "end")
    found.save(update_fields=["state"])
    publish(by, StandingEnded(found.pk, found.customer_id, found.name))
    return StandingOrder.objects.get(pk=standing_id)
