from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.service import queries
from tradepost.domain.service.commands._dispute import days_from_now
from tradepost.domain.service.events import DisputeReopened
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute


@command
def reopen_dispute(by: By, *, dispute_id: UUID, why: str) -> Dispute:
    """It was not over: open again, with new days for an answer. How it had ended stays in its history.

    Raises NotAllowed, NotFound, Invalid (no reason).
    """
    one = queries.dispute_for_update(dispute_id)
    state = DISPUTE.next(one.state, "reopen")
    if not why.strip():
        raise Invalid("Say why it is open again.", fields={"why": "Say why."})
    had_ended, due = one.outcome, days_from_now(by, one.order.warehouse_id)
    save(
        one,
        state=state,
        outcome="",
        explanation="",
        led_to_kind="",
        led_to_id=None,
        led_to_number="",
        settled_at=None,
        due_on=due,
    )
    publish(by, DisputeReopened(one.id, had_ended, why.strip(), due))
    return one
