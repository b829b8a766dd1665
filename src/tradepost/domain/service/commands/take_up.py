from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.service import queries
from tradepost.domain.service.commands._dispute import days_from_now
from tradepost.domain.service.events import DisputeTakenUp
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute


@command
def take_up(by: By, *, dispute_id: UUID, answer: str = "") -> Dispute:
    """The customer has answered: it is our turn again, and the days for our answer begin anew, unless more were left.

    Raises NotAllowed, NotFound.
    """
    one = queries.dispute_for_update(dispute_id)
    state = DISPUTE.next(one.state, "take_up")
    due = max(one.due_on, days_from_now(by, one.order.warehouse_id))
    save(one, state=state, asked_at=None, due_on=due)
    publish(by, DisputeTakenUp(one.id, answer.strip(), due))
    return one
