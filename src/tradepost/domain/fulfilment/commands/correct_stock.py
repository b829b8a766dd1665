from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput, LotInput


@dataclass(frozen=True, slots=True)
class CorrectionInput:
    """By how many base units one place and lot differs from what stands in the books.

    `lot_code` names a lot that may be new, in place of `lot_id`.
    """

    item_id: UUID
    place_id: UUID
    delta: int
    lot_id: UUID | None = None
    lot_code: str = ""
    expires_on: date | None = None


def _posted(posting_id: UUID) -> UUID:
    return posting_id


@command(once="posting_id", again=_posted)
def correct_stock(
    by: By, *, posting_id: UUID, warehouse_id: UUID, lines: Sequence[CorrectionInput], reason: str
) -> UUID:
    """Bring stock and books to what was counted: found and lost goods against STOCK_LOSS, at their worth.

    Gives the posting's id. Raises Invalid without a reason or a difference, and as inventory.adjust does
    (NotEnoughStock); lines that change nothing are left out.
    """
    changed = [line for line in lines if line.delta]
    named = [LotInput(line.item_id, line.lot_code, line.expires_on) for line in changed if line.lot_code]
    if not reason.strip():
        raise Invalid("Say why the stock is corrected.", fields={"reason": "Say why."})
    if not changed:
        raise Invalid("Nothing differs: there is nothing to correct.", fields={"counted": "As it stands."})
    # Lots are stock's own rows, and made before the moves that name them.
    lots = inventory.ensure_lots(by, lots=named)
    moved = [
        AdjustInput(
            line.item_id, line.place_id, line.delta, lots.get((line.item_id, line.lot_code), line.lot_id)
        )
        for line in changed
    ]
    adjusted = inventory.adjust(
        by, posting_id=posting_id, warehouse_id=warehouse_id, lines=moved, reason=reason.strip()
    )
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="adjustment",
        subject_id=posting_id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            PostingInput(Ledger.STOCK, adjusted.value),
            PostingInput(Ledger.STOCK_LOSS, -adjusted.value),
        ],
    )
    accounts.post(by, entries=[entry])
    return posting_id
