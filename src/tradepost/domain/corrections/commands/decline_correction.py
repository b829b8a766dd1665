from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.corrections import queries
from tradepost.domain.corrections.events import CorrectionDeclined
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction


@command
def decline_correction(by: By, *, correction_id: UUID, reason: str) -> Correction:
    """Nothing is corrected; the document stays to be read. Raises NotFound, NotAllowed, Invalid without a reason."""
    one = queries.correction_for_update(correction_id)
    state = CORRECTION.next(one.state, "decline")
    if not reason.strip():
        raise Invalid("Say why it is declined.", fields={"reason": "Say why."})
    save(one, state=state, settled_at=by.now, settled_by=by.actor, declined_reason=reason.strip())
    publish(by, CorrectionDeclined(one.id, one.number, one.declined_reason))
    return one
