"""Goods that came back, in both ledgers."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.returns.rules import ArrivedLine


def scrap(
    by: By, warehouse_id: UUID, quarantine_id: UUID, lines: Sequence[ArrivedLine], number: str
) -> Decimal:
    """Throw away goods that lie in quarantine; gives what they were worth, at the moving average."""
    gone = [line for line in lines if line.disposition == "scrap"]
    if not gone:
        return ZERO
    lost = inventory.adjust(
        by,
        posting_id=new_id(by.now),
        warehouse_id=warehouse_id,
        lines=[
            AdjustInput(line.line.item_id, quarantine_id, -line.quantity, lot_id=line.line.lot_id)
            for line in gone
        ],
        reason=f"Scrapped from return {number}",
    )
    return -lost.value


def post_values(by: By, return_id: UUID, *, came_back: Decimal = ZERO, scrapped: Decimal = ZERO) -> None:
    """Debit stock, credit cost of goods for what came back; debit stock loss, credit stock for scrap."""
    accounts.post(
        by,
        entries=[
            EntryInput(
                entry_id=new_id(by.now),
                kind="return",
                subject_id=return_id,
                posted_on=by.now.date(),
                currency=settings.BASE_CURRENCY,
                lines=[
                    PostingInput(Ledger.STOCK, came_back - scrapped),
                    PostingInput(Ledger.COGS, -came_back),
                    PostingInput(Ledger.STOCK_LOSS, scrapped),
                ],
            )
        ],
    )
