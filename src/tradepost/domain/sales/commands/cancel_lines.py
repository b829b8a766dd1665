from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._progress import advance
from tradepost.domain.sales.events import LinesCancelled
from tradepost.domain.sales.models import Order


@command
def cancel_lines(
    by: By,
    *,
    order_id: UUID,
    cuts: Sequence[tuple[UUID, int]],
    reason: str = "",
    keep_gifts: bool = False,
) -> Order:
    """Cancel base units of lines of a confirmed order; freed goods go to whoever waits.

    What came free with them goes with them, as far as its promotion would not give it for the rest and it is not
    with the warehouse; unless `keep_gifts`.

    Refuses ReservedAlready for what is set aside in the warehouse, CounterRefused for more than is open.
    """
    order = queries.order_for_update(order_id)
    if order.state != "confirmed":
        raise NotAllowed(f"{order.number} is {order.state}; only confirmed lines are cancelled.", allowed=[])
    mine = {line.id for line in queries.lines_of(order_id)}
    wanted = [(line_id, quantity) for line_id, quantity in cuts if quantity]
    if not wanted or any(line_id not in mine or quantity < 0 for line_id, quantity in wanted):
        raise Invalid(
            "Say which lines of this order, and how many.", fields={"cuts": "Not lines of this order."}
        )
    if not keep_gifts:
        wanted = list(queries.with_gifts(order_id, dict(wanted)).items())
    inventory.cut_demands(by, cuts=wanted)
    publish(by, LinesCancelled(order_id, {str(line_id): quantity for line_id, quantity in wanted}, reason))
    advance(by, "cancelled", wanted)
    return Order.objects.get(pk=order_id)
