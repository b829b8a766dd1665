from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.purchasing.events import VarianceClosed
from tradepost.domain.purchasing.flows import VARIANCE
from tradepost.domain.purchasing.models import Variance


@command
def close_variance(by: By, *, variance_id: UUID, note: str) -> Variance:
    """The difference is settled with the supplier; `note` says how. Raises NotFound, NotAllowed."""
    found = (
        Variance.objects.select_for_update(of=("self",))
        .select_related("receipt_line__receipt")
        .filter(pk=variance_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such variance.", variance_id=variance_id)
    found.state = VARIANCE.next(found.state, "close")
    found.note = note
    found.closed_at = by.now
    found.save(update_fields=["state", "note", "closed_at"])
    publish(by, VarianceClosed(found.id, found.receipt_line.receipt.purchase_order_id, note))
    return found
