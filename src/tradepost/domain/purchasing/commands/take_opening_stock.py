from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.purchasing.events import OpeningStockTaken


@dataclass(frozen=True, slots=True)
class OpeningInput:
    """What lay there when the books begin: base units, and their total value in base currency.

    No place: the warehouse's first bin.
    """

    item_id: UUID
    quantity: int
    value: Decimal
    place_id: UUID | None = None
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None


def _taken(posting_id: UUID) -> UUID:
    return posting_id


@command(once="posting_id", again=_taken)
def take_opening_stock(
    by: By, *, posting_id: UUID, warehouse_id: UUID, lines: Sequence[OpeningInput]
) -> UUID:
    """Take the stock in with which the books begin: goods from nowhere, their worth against OPENING.

    Gives `posting_id`. Backorders are served from it as from any delivery. Raises Invalid naming each row.
    """
    _refuse_what_is_no_stock(lines)
    asked = [
        LotInput(line.item_id, line.lot_code, line.expires_on, line.best_before_on)
        for line in lines
        if line.lot_code
    ]
    lots = inventory.ensure_lots(by, lots=asked)
    arrived = [
        ReceivedInput(
            line.item_id,
            line.quantity,
            line.value,
            place_id=line.place_id,
            lot_id=lots.get((line.item_id, line.lot_code)),
        )
        for line in lines
    ]
    inventory.receive(by, subject_id=posting_id, warehouse_id=warehouse_id, lines=arrived, from_kind="loss")
    worth = sum((line.value for line in lines), ZERO)
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="opening",
        subject_id=posting_id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[PostingInput(Ledger.STOCK, worth), PostingInput(Ledger.OPENING, -worth)],
    )
    accounts.post(by, entries=[entry])
    quantity = sum(line.quantity for line in lines)
    publish(by, OpeningStockTaken(posting_id, warehouse_id, len(lines), quantity, worth))
    return posting_id


def _refuse_what_is_no_stock(lines: Sequence[OpeningInput]) -> None:
    wrong: dict[str, str] = {} if lines else {"lines": "Name at least one item."}
    for row, line in enumerate(lines):
        if line.quantity < 1:
            wrong[f"lines.{row}.quantity"] = "Must be at least 1."
        if not line.value.is_finite() or line.value < 0:
            wrong[f"lines.{row}.value"] = "Must not be negative."
    if wrong:
        raise Invalid("This stock cannot be taken in. Correct the marked lines.", fields=wrong)
