from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import BlanketClosed
from tradepost.domain.sales.flows import BLANKET
from tradepost.domain.sales.models import Blanket


@command
def close_blanket(by: By, *, blanket_id: UUID, reason: str = "") -> Blanket:
    """Nothing is called off any more; orders that called off stay, and what they cancel is still counted.

    Raises NotAllowed, NotFound.
    """
    found = queries.blanket_for_update(blanket_id)
    found.state = BLANKET.next(found.state, "close")
    found.closed_at, found.closed_for = by.now, reason.strip()
    found.save(update_fields=["state", "closed_at", "closed_for"])
    publish(by, BlanketClosed(blanket_id, found.number, reason.strip()))
    return Blanket.objects.get(pk=blanket_id)
