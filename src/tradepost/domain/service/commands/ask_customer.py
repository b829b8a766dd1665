from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.service import queries
from tradepost.domain.service.events import CustomerAsked
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute


@command
def ask_customer(by: By, *, dispute_id: UUID, question: str) -> Dispute:
    """It is the customer's turn: nobody here owes an answer until it is taken up.

    Raises NotAllowed, NotFound, Invalid (no question).
    """
    one = queries.dispute_for_update(dispute_id)
    state = DISPUTE.next(one.state, "ask")
    if not question.strip():
        raise Invalid("Write what the customer was asked.", fields={"question": "Write what was asked."})
    save(one, state=state, question=question.strip(), asked_at=by.now)
    publish(by, CustomerAsked(one.id, one.question))
    return one
