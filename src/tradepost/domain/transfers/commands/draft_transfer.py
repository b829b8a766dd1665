from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._lines import TransferLineInput, made_lines, refuse_same_place
from tradepost.domain.transfers.events import TransferDrafted
from tradepost.domain.transfers.models import Transfer, TransferLine


@command(once="transfer_id", again=queries.transfer_by_id)
def draft_transfer(
    by: By,
    *,
    transfer_id: UUID,
    from_warehouse_id: UUID,
    to_warehouse_id: UUID,
    lines: Sequence[TransferLineInput],
    expected_on: date | None = None,
    note: str = "",
) -> Transfer:
    """Write down what shall go from one warehouse to the other; nothing is set aside yet.

    `expected_on` is the day it shall arrive (today). Raises NotFound, Invalid with every line that cannot be sent;
    sent twice, the second returns the same transfer.
    """
    refuse_same_place(from_warehouse_id, to_warehouse_id)
    made = made_lines(by, transfer_id, lines)
    one = Transfer(
        id=transfer_id,
        number=cheap_numbers("transfer")[0],
        from_warehouse_id=from_warehouse_id,
        to_warehouse_id=to_warehouse_id,
        expected_on=expected_on or by.now.date(),
        note=note.strip(),
        lines_count=len(made),
        made_at=by.now,
    )
    one.save(force_insert=True)
    TransferLine.objects.bulk_create(made)
    publish(by, TransferDrafted(one.id, one.number, from_warehouse_id, to_warehouse_id, len(made)))
    return one
