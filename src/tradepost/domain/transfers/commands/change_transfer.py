from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._lines import TransferLineInput, made_lines, refuse_same_place
from tradepost.domain.transfers.events import TransferChanged
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Transfer, TransferLine


@command
def change_transfer(
    by: By,
    *,
    transfer_id: UUID,
    version: int | None = None,
    from_warehouse_id: UUID | None = None,
    to_warehouse_id: UUID | None = None,
    lines: Sequence[TransferLineInput] | None = None,
    expected_on: date | None = None,
    note: str | None = None,
) -> Transfer:
    """Rewrite a draft; None leaves a part as it is, `lines` replace all lines. `version` is what the caller read.

    Raises NotAllowed, NotFound, ChangedMeanwhile, Invalid with every line that cannot be sent.
    """
    one = queries.transfer_for_update(transfer_id)
    state = TRANSFER.next(one.state, "change")
    if version is not None and version != one.version:
        raise ChangedMeanwhile(
            f"{one.number} was changed by someone else. Load it again and repeat your change.",
            version=one.version,
        )
    ways = (from_warehouse_id or one.from_warehouse_id, to_warehouse_id or one.to_warehouse_id)
    refuse_same_place(*ways)
    made = made_lines(by, one.id, lines) if lines is not None else None
    if made is not None:
        TransferLine.objects.filter(transfer_id=one.id).delete()
        TransferLine.objects.bulk_create(made)
    save(
        one,
        state=state,
        from_warehouse_id=ways[0],
        to_warehouse_id=ways[1],
        expected_on=expected_on or one.expected_on,
        note=one.note if note is None else note.strip(),
        lines_count=one.lines_count if made is None else len(made),
    )
    publish(by, TransferChanged(one.id, one.lines_count))
    return one
