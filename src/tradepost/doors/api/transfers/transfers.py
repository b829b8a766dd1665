"""Transfers between warehouses: draft, release, send, take in, and settle what did not add up."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.commands import ArrivedInput, TransferLineInput, UnsentInput
from tradepost.domain.transfers.models import Discrepancy, Transfer
from tradepost.domain.transfers.queries import DISCREPANCIES, LINES, RECEIVING, SENDING, TRANSFERS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.transfers.schemas import (
    CancelTransferIn,
    DiscrepancyOut,
    DispatchTransferIn,
    ReleaseTransferIn,
    SetAsideOut,
    SettleDiscrepancyIn,
    TransferArrivalIn,
    TransferChangeIn,
    TransferDelayIn,
    TransferIn,
    TransferLineOut,
    TransferLoadOut,
    TransferOut,
)

router = Router(tags=["Transfers"])


def _whole(by: By, one: Transfer) -> dict[str, Any]:
    return TransferOut.plain(one, open_value=one.open_value if sees_costs(by) else None)


def _rows(by: By, rows: list[Transfer]) -> list[dict[str, Any]]:
    return [_whole(by, row) for row in rows]


def _discrepancy(by: By, one: Discrepancy) -> dict[str, Any]:
    return DiscrepancyOut.plain(one, value=one.value if sees_costs(by) else None)


def _discrepancies(by: By, rows: list[Discrepancy]) -> list[dict[str, Any]]:
    return [_discrepancy(by, row) for row in rows]


READS = "transfers.read"
lists(
    router,
    "/transfers",
    TRANSFERS,
    name="list_transfers",
    needs=READS,
    gives=TransferOut,
    write=_rows,
)
lists(
    router,
    "/transfers/{transfer_id}/lines",
    LINES,
    name="list_transfer_lines",
    needs=READS,
    gives=TransferLineOut,
    says="List the lines of a transfer.",
    under=Under("transfer_id", "transfer", transfers_queries.transfer),
)
lists(
    router,
    "/transfer-discrepancies",
    DISCREPANCIES,
    name="list_transfer_discrepancies",
    needs=READS,
    gives=DiscrepancyOut,
    write=_discrepancies,
)
NOT_SAID, ALL = ReleaseTransferIn(), DispatchTransferIn()


@changes(
    router,
    "POST",
    "/transfers",
    needs="transfers.draft_transfer",
    gives=TransferOut,
    status=201,
    at="/api/v1/transfers/{id}",
    keyed=True,
)
def draft_transfer(by: By, body: TransferIn) -> dict[str, Any]:
    """Write down what shall go from one warehouse to another; nothing is set aside yet."""
    for warehouse_id in (body.from_warehouse_id, body.to_warehouse_id):
        inventory_queries.visible_warehouse(by, warehouse_id)
    made = transfers.draft_transfer(
        by,
        transfer_id=body.id or new_id(by.now),
        lines=[TransferLineInput(**line.model_dump()) for line in body.lines],
        **body.model_dump(exclude={"id", "lines"}),
    )
    return _whole(by, made)


@reads(router, "/transfers/{transfer_id}", needs=READS, gives=TransferOut)
def get_transfer(by: By, transfer_id: Id) -> dict[str, Any]:
    """One transfer; its lines stand under /lines, what left under /loads."""
    return _whole(by, transfers_queries.transfer(by, transfer_id))


@reads(router, "/transfers/{transfer_id}/set-aside", needs=READS, gives=list[SetAsideOut])
def list_set_aside(by: By, transfer_id: Id) -> list[dict[str, Any]]:
    """What is set aside for a transfer, in the order of the walk; nothing before it is released or after it left."""
    transfers_queries.transfer(by, transfer_id)
    return [SetAsideOut.plain(part) for part in inventory_queries.set_aside_for(transfer_id)]


@reads(router, "/transfers/{transfer_id}/loads", needs=READS, gives=list[TransferLoadOut])
def list_loads(by: By, transfer_id: Id) -> list[dict[str, Any]]:
    """What left of a transfer, by line and lot, and how much of it is on its way."""
    transfers_queries.transfer(by, transfer_id)
    return [TransferLoadOut.plain(load) for load in transfers_queries.loads_of(transfer_id)]


@changes(
    router,
    "PATCH",
    "/transfers/{transfer_id}",
    needs="transfers.change_transfer",
    gives=TransferOut,
    within=SENDING,
)
def change_transfer(by: By, transfer_id: Id, body: TransferChangeIn) -> dict[str, Any]:
    """Rewrite a draft."""
    for warehouse_id in (body.from_warehouse_id, body.to_warehouse_id):
        if warehouse_id:
            inventory_queries.visible_warehouse(by, warehouse_id)
    given = body.model_dump(exclude={"lines"})
    lines = None if body.lines is None else [TransferLineInput(**one.model_dump()) for one in body.lines]
    return _whole(by, transfers.change_transfer(by, transfer_id=transfer_id, lines=lines, **given))


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/release",
    needs="transfers.release_transfer",
    gives=TransferOut,
    within=SENDING,
)
def release_transfer(by: By, transfer_id: Id, body: ReleaseTransferIn = NOT_SAID) -> dict[str, Any]:
    """Set the goods aside; the other warehouse may promise them from now on."""
    one = transfers.release_transfer(by, transfer_id=transfer_id, **body.model_dump())
    return _whole(by, one)


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/dispatch",
    needs="transfers.dispatch_transfer",
    gives=TransferOut,
    within=SENDING,
)
def dispatch_transfer(by: By, transfer_id: Id, body: DispatchTransferIn = ALL) -> dict[str, Any]:
    """The goods leave; until they arrive they lie in neither warehouse."""
    picks = None if body.picks is None else [(pick.reserve_id, pick.quantity) for pick in body.picks]
    given = body.model_dump(exclude={"picks"})
    return _whole(by, transfers.dispatch_transfer(by, transfer_id=transfer_id, picks=picks, **given))


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/receipts",
    needs="transfers.receive_transfer",
    gives=TransferOut,
    within=RECEIVING,
)
def receive_transfer(by: By, transfer_id: Id, body: TransferArrivalIn) -> dict[str, Any]:
    """Take in what arrived, as often as some of it comes. When all is there the transfer is received."""
    one = transfers.receive_transfer(
        by,
        receipt_id=body.id or new_id(by.now),
        transfer_id=transfer_id,
        lines=[ArrivedInput(**line.model_dump()) for line in body.lines],
        unsent=[UnsentInput(**line.model_dump()) for line in body.unsent],
        is_last=body.is_last,
        note=body.note,
    )
    return _whole(by, one)


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/finish",
    needs="transfers.finish_transfer",
    gives=TransferOut,
    within=RECEIVING,
)
def finish_transfer(by: By, transfer_id: Id) -> dict[str, Any]:
    """Nothing more will come: what is missing becomes a discrepancy."""
    return _whole(by, transfers.finish_transfer(by, transfer_id=transfer_id))


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/delay",
    needs="transfers.delay_transfer",
    gives=TransferOut,
    within=TRANSFERS,
)
def delay_transfer(by: By, transfer_id: Id, body: TransferDelayIn) -> dict[str, Any]:
    """Goods on their way come on another day."""
    return _whole(by, transfers.delay_transfer(by, transfer_id=transfer_id, **body.model_dump()))


@changes(
    router,
    "POST",
    "/transfers/{transfer_id}/cancel",
    needs="transfers.cancel_transfer",
    gives=TransferOut,
    within=SENDING,
)
def cancel_transfer(by: By, transfer_id: Id, body: CancelTransferIn) -> dict[str, Any]:
    """Nothing is sent: what was set aside is free again."""
    return _whole(by, transfers.cancel_transfer(by, transfer_id=transfer_id, reason=body.reason))


@reads(router, "/transfer-discrepancies/{discrepancy_id}", needs=READS, gives=DiscrepancyOut)
def get_transfer_discrepancy(by: By, discrepancy_id: Id) -> dict[str, Any]:
    """One discrepancy."""
    return _discrepancy(by, transfers_queries.discrepancy(by, discrepancy_id))


@changes(
    router,
    "POST",
    "/transfer-discrepancies/{discrepancy_id}/settle",
    needs="transfers.settle_discrepancy",
    gives=DiscrepancyOut,
    within=DISCREPANCIES,
)
def settle_discrepancy(by: By, discrepancy_id: Id, body: SettleDiscrepancyIn) -> dict[str, Any]:
    """Say what became of it; stock and books follow."""
    transfers.settle_discrepancy(by, discrepancy_id=discrepancy_id, **body.model_dump())
    return _discrepancy(by, transfers_queries.discrepancy(by, discrepancy_id))
