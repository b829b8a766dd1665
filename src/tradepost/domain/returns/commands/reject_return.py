from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.returns import queries
from tradepost.domain.returns.events import ReturnRejected
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return


@command
def reject_return(by: By, *, return_id: UUID, reason: str) -> Return:
    """The goods stay with the customer. Raises NotAllowed, NotFound, Invalid (no reason)."""
    one = queries.return_for_update(return_id)
    state = RETURN.next(one.state, "reject")
    if not reason.strip():
        raise Invalid("Say why it is rejected; the customer will ask.", fields={"reason": "Say why."})
    save(one, state=state, rejected_at=by.now, rejected_reason=reason.strip())
    publish(by, ReturnRejected(one.id, one.order_id, one.rejected_reason))
    return one
