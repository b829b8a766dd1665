"""The stock ledger and the books of a correction: what is gone is borne by the account of its reason."""

from collections.abc import Sequence

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import publish
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.corrections.events import CorrectionPosted
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput


def post(by: By, one: Correction, lines: Sequence[AdjustInput]) -> None:
    """Post a locked correction of these lines. Raises as inventory.adjust does (NotEnoughStock)."""
    state = CORRECTION.next(one.state, "approve")
    # The ledger goes first: it alone knows what the goods are worth.
    adjusted = inventory.adjust(
        by,
        posting_id=one.pk,
        warehouse_id=one.warehouse_id,
        lines=lines,
        reason=". ".join(part for part in (one.reason_name, one.note) if part),
    )
    save(one, state=state, value=adjusted.value, settled_at=by.now, settled_by=by.actor)
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="adjustment",
        subject_id=one.pk,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            PostingInput(Ledger.STOCK, adjusted.value),
            PostingInput(Ledger(one.account), -adjusted.value),
        ],
    )
    accounts.post(by, entries=[entry])
    publish(
        by,
        CorrectionPosted(
            one.id,
            one.number,
            one.warehouse_id,
            one.kind,
            one.reason_name,
            one.lines_count,
            adjusted.value,
        ),
    )
