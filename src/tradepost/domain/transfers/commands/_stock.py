"""What the steps of a transfer do to both warehouses, and to the books."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.transfers.models import Transfer


def hold_both(by: By, one: Transfer, item_ids: Iterable[UUID]) -> None:
    """Take the locks of both warehouses before the first step, in one order for transfers of either direction."""
    items = set(item_ids)
    for warehouse_id in sorted((one.from_warehouse_id, one.to_warehouse_id)):
        inventory.hold_stock(by, warehouse_id=warehouse_id, item_ids=items)


def enter(by: By, subject_id: UUID, debit: Ledger, credit: Ledger, value: Decimal) -> None:
    """One entry of the books, in base currency."""
    lines = [PostingInput(debit, value), PostingInput(credit, -value)]
    entry = EntryInput(new_id(by.now), "transfer", subject_id, by.now.date(), settings.BASE_CURRENCY, lines)
    accounts.post(by, entries=[entry])
