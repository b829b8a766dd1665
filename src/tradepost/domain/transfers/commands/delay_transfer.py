from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.events import TransferDelayed
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Transfer


@command
def delay_transfer(by: By, *, transfer_id: UUID, expected_on: date, reason: str = "") -> Transfer:
    """Goods on their way come on another day: who was promised some of them gets a new day, or other supply.

    Raises NotAllowed, NotFound.
    """
    one = queries.transfer_for_update(transfer_id)
    state = TRANSFER.next(one.state, "delay")
    changes = [(line.id, line.to_come, expected_on) for line in queries.lines_of(one.id) if line.to_come]
    inventory.change_supplies(by, changes=changes)
    save(one, state=state, expected_on=expected_on)
    publish(by, TransferDelayed(one.id, expected_on, reason.strip()))
    return one
