from collections.abc import Sequence
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
from tradepost.domain.inventory.commands import AdjustInput


def _posted(posting_id: UUID) -> UUID:
    return posting_id


@command(once="posting_id", again=_posted)
def correct_stock(
    by: By, *, posting_id: UUID, warehouse_id: UUID, lines: Sequence[AdjustInput], reason: str
) -> UUID:
    """Bring stock and books to what was counted: found and lost goods against STOCK_LOSS, at their worth.

    Gives the posting's id. Raises Invalid without a reason or a difference, and as inventory.adjust does
    (NotEnoughStock); lines that change nothing are left out.
    """
    changed = [line for line in lines if line.delta]
    if not reason.strip():
        raise Invalid("Say why the stock is corrected.", fields={"reason": "Say why."})
    if not changed:
        raise Invalid("Nothing differs: there is nothing to correct.", fields={"counted": "As it stands."})
    adjusted = inventory.adjust(
        by, posting_id=posting_id, warehouse_id=warehouse_id, lines=changed, reason=reason.strip()
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
