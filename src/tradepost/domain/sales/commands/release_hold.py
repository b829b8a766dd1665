from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound, Refusal
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import HoldReleased
from tradepost.domain.sales.models import Hold


class HoldIsReleased(Refusal):
    """Somebody released this hold before."""


@command
def release_hold(by: By, *, hold_id: UUID, note: str = "") -> Hold:
    """Let an order go on, by name. Refuses HoldIsReleased."""
    hold = Hold.objects.filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("There is no such hold.")
    order = queries.order_for_update(hold.order_id)
    hold.refresh_from_db()
    if hold.released_at is not None:
        raise HoldIsReleased(f"{hold.released_by} released this hold already.")
    hold.released_at, hold.released_by, hold.released_note = by.now, by.actor, note
    hold.save(update_fields=["released_at", "released_by", "released_note"])
    order.held = Hold.objects.filter(order=order, released_at=None).exists()
    order.save(update_fields=["held"])
    publish(by, HoldReleased(order.id, hold.id, hold.reason, note))
    return hold
