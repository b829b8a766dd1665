from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.returns import queries
from tradepost.domain.returns.events import ReturnAuthorised
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return


@command
def authorise_return(by: By, *, return_id: UUID) -> Return:
    """The customer may send it. Raises NotAllowed, NotFound."""
    one = queries.return_for_update(return_id)
    state = RETURN.next(one.state, "authorise")
    save(one, state=state, authorised_at=by.now)
    publish(by, ReturnAuthorised(one.id, one.order_id))
    return one
