from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._confirm import place_hold
from tradepost.domain.sales.models import Hold
from tradepost.domain.sales.rules.credit import HOLD_KINDS


@command
def hold_order(by: By, *, hold_id: UUID, order_id: UUID, note: str, reason: str = "manual") -> Hold:
    """Keep an order from being released to the warehouse, with a reason a person can read."""
    order = queries.order_for_update(order_id)
    if order.state in ("closed", "cancelled"):
        raise NotAllowed(f"{order.number} is {order.state}; there is nothing to hold.", allowed=[])
    if reason not in HOLD_KINDS or not note.strip():
        raise Invalid("Say why the order is held.", fields={"note": "Say why."})
    place_hold(by, order_id, hold_id, reason, note)
    return Hold.objects.get(pk=hold_id)
