from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.purchasing.events import OpeningStockTakenBack


def _taken_back(posting_id: UUID) -> UUID:
    return posting_id


@command(once="posting_id", again=_taken_back)
def take_back_opening_stock(
    by: By, *, posting_id: UUID, warehouse_id: UUID, lines: Sequence[AdjustInput]
) -> UUID:
    """Reverse opening stock that was a mistake: `lines` take the goods out, their worth goes back to OPENING.

    Moves of their own do it; those that brought the goods stay. Raises NotEnoughStock.
    """
    done = inventory.adjust(
        by,
        posting_id=posting_id,
        warehouse_id=warehouse_id,
        lines=lines,
        reason="Opening stock taken back",
        kind="opening",
    )
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="opening",
        subject_id=posting_id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[PostingInput(Ledger.STOCK, done.value), PostingInput(Ledger.OPENING, -done.value)],
    )
    accounts.post(by, entries=[entry])
    quantity = -sum(line.delta for line in lines)
    publish(by, OpeningStockTakenBack(posting_id, warehouse_id, len(lines), quantity, -done.value))
    return posting_id
