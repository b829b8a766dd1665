from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import StandingPaused
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingOrder


@command
def pause_standing_order(by: By, *, standing_id: UUID) -> StandingOrder:
    """Nothing is made until it is resumed; days that pass meanwhile are not made. Raises NotAllowed, NotFound."""
    found = queries.standing_for_update(standing_id)
    found.state = STANDING.next(found.state, "pause")
    found.save(update_fields=["state"])
    publish(by, StandingPaused(found.pk, found.customer_id, found.name))
    return StandingOrder.objects.get(pk=standing_id)
