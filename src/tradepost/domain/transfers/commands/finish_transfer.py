from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._finish import finish
from tradepost.domain.transfers.models import Transfer


@command
def finish_transfer(by: By, *, transfer_id: UUID) -> Transfer:
    """Nothing more will come: what did not arrive is missing, to be settled, and promised to nobody any more.

    Raises NotAllowed, NotFound.
    """
    one = queries.transfer_for_update(transfer_id)
    items = {line.item_id for line in queries.lines_of(one.id) if line.to_come}
    inventory.hold_stock(by, warehouse_id=one.to_warehouse_id, item_ids=items)
    finish(by, one)
    return one
