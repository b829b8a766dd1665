from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._stock import hold_both
from tradepost.domain.transfers.events import TransferCancelled
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Transfer


@command
def cancel_transfer(by: By, *, transfer_id: UUID, reason: str) -> Transfer:
    """Nothing is sent: what was set aside is free again, and nobody expects it.

    Raises NotAllowed, NotFound, Invalid.
    """
    one = queries.transfer_for_update(transfer_id)
    state = TRANSFER.next(one.state, "cancel")
    if not reason.strip():
        raise Invalid("Say why the transfer is cancelled.", fields={"reason": "Say why."})
    if one.state == "released":
        _let_go(by, one)
    save(one, state=state, cancelled_at=by.now, cancelled_reason=reason.strip())
    publish(by, TransferCancelled(one.id, one.cancelled_reason))
    return one


def _let_go(by: By, one: Transfer) -> None:
    lines = [line for line in queries.lines_of(one.id) if line.released]
    hold_both(by, one, {line.item_id for line in lines})
    parts = inventory_queries.set_aside_for(one.id)
    inventory.unreserve(by, reserves=[(part.reserve_id, part.quantity) for part in parts])
    inventory.cut_demands(by, cuts=[(line.id, line.released) for line in lines])
    inventory.change_supplies(by, changes=[(line.id, 0, one.expected_on) for line in lines])
