"""Nothing more is expected of a transfer: what was sent and did not arrive must be found out."""

from collections.abc import Sequence

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import publish
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.events import TransferFinished
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLoad


def finish(by: By, one: Transfer) -> None:
    """End a locked transfer, the positions of its items being held. Raises NotAllowed."""
    state = TRANSFER.next(one.state, "finish")
    missing = [load for load in queries.loads_of(one.id) if load.to_come]
    if missing:
        _write(by, one, missing)
        lines = {load.line_id for load in missing}
        inventory.change_supplies(by, changes=[(line_id, 0, one.expected_on) for line_id in sorted(lines)])
    save(one, state=state, received_at=by.now)
    publish(by, TransferFinished(one.id, sum(load.to_come for load in missing)))


def _write(by: By, one: Transfer, missing: Sequence[TransferLoad]) -> None:
    Discrepancy.objects.bulk_create(
        Discrepancy(
            id=pk,
            transfer=one,
            load=load,
            kind="missing",
            item_id=load.line.item_id,
            lot_id=load.lot_id,
            quantity=load.to_come,
            made_at=by.now,
        )
        for pk, load in zip(new_ids(by.now, len(missing)), missing, strict=True)
    )
