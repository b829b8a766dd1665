from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.inventory.commands._change import MoveRow, write_posting
from tradepost.domain.inventory.commands._lots import hold_lots_of
from tradepost.domain.inventory.commands._places import imagined_place
from tradepost.domain.inventory.events import StockAdjusted


@dataclass(frozen=True, slots=True)
class LostInput:
    """Base units that left one warehouse and will not arrive in the other, and what they are worth."""

    item_id: UUID
    quantity: int
    value: Decimal
    lot_id: UUID | None = None


@command
def lose_in_transit(
    by: By,
    *,
    posting_id: UUID,
    subject_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[LostInput],
    reason: str,
) -> None:
    """Goods on the way were lost: from transit to loss, of the warehouse that waited for them.

    They lay in no warehouse, so no balance changes. How much is on the way is known by whose transfer it is.
    """
    hold_lots_of(lines)
    transit, loss = imagined_place(warehouse_id, "transit"), imagined_place(warehouse_id, "loss")
    moves = [MoveRow(line.item_id, line.quantity, transit, loss, line.lot_id, line.value) for line in lines]
    write_posting(posting_id, "transfer", subject_id, reason, by.now, moves)
    publish(by, StockAdjusted(posting_id, reason, []))
