from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._limits import refuse_above_limit
from tradepost.domain.sales.events import HoldReleased
from tradepost.domain.sales.models import Hold


class HoldIsReleased(Refusal):
    """Somebody released this hold before."""


@command
def release_hold(by: By, *, hold_id: UUID, note: str) -> Hold:
    """Let an order go on, by name and with a reason; other holds of it stay. Refuses HoldIsReleased, Invalid.

    Prices let go who may give as much: AboveYourLimit.
    """
    if not note.strip():
        raise Invalid("Say why the order may go on.", fields={"note": "Say why."})
    hold = Hold.objects.filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("There is no such hold.")
    order = queries.order_for_update(hold.order_id)
    hold.refresh_from_db()
    if hold.released_at is not None:
        raise HoldIsReleased(f"{hold.released_by} released this hold already.")
    if hold.reason == "price":
        refuse_above_limit(by, order, queries.lines_of(order.pk))
    hold.released_at, hold.released_by, hold.released_note = by.now, by.actor, note
    hold.save(update_fields=["released_at", "released_by", "released_note"])
    order.held = Hold.objects.filter(order=order, released_at=None).exists()
    if hold.reason == "deposit" and order.deposit_due:
        # What is not paid before it leaves is owed like the rest from now on.
        order.deposit = max(
            order.deposit - round_amount(order.deposit_due / order.rate, order.currency), ZERO
        )
        order.deposit_due = ZERO
    order.save(update_fields=["held", "deposit", "deposit_due"])
    publish(by, HoldReleased(order.id, hold.id, hold.reason, note))
    return hold
