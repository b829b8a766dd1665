"""The cost of goods that left, in the money ledger."""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_ids
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.fulfilment.models import Shipment


def post_cost(by: By, costs: Sequence[tuple[Shipment, Decimal]]) -> None:
    """Debit cost of goods, credit stock: one entry per shipment, none for goods that cost nothing.

    Refuses PeriodIsClosed, for those too.
    """
    entries = [
        EntryInput(
            entry_id=entry_id,
            kind="shipment",
            subject_id=shipment.id,
            posted_on=by.now.date(),
            currency=settings.BASE_CURRENCY,
            lines=[PostingInput(Ledger.COGS, value), PostingInput(Ledger.STOCK, -value)],
        )
        for entry_id, (shipment, value) in zip(new_ids(by.now, len(costs)), costs, strict=True)
    ]
    accounts.post(by, entries=entries)
