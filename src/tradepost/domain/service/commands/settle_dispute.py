from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.service import queries, rules
from tradepost.domain.service.events import DisputeSettled
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute
from tradepost.domain.service.rules import Reference


@command
def settle_dispute(
    by: By, *, dispute_id: UUID, outcome: str, explanation: str, led_to: Reference | None = None
) -> Dispute:
    """Say how it ended: `outcome` in one word, `explanation` in a sentence, `led_to` the document that came of it.

    Neither money nor goods move by it: the credit note, the return, the new order are made where they are made.
    Raises NotAllowed (also for the second of two who settle it), NotFound, Invalid.
    """
    one = queries.dispute_for_update(dispute_id)
    state = DISPUTE.next(one.state, "settle")
    rules.checked_end(outcome, explanation, led_to)
    save(
        one,
        state=state,
        outcome=outcome,
        explanation=explanation.strip(),
        led_to_kind=led_to.kind if led_to else "",
        led_to_id=led_to.id if led_to else None,
        led_to_number=led_to.number if led_to else "",
        asked_at=None,
        settled_at=by.now,
    )
    publish(
        by,
        DisputeSettled(
            one.id,
            one.number,
            one.outcome,
            one.explanation,
            one.led_to_kind,
            one.led_to_id,
            one.led_to_number,
        ),
    )
    return one
