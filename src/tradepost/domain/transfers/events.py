"""Facts about transfers. Quantities in base units, values in base currency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class TransferDrafted(Event):
    name = "transfers.drafted"
    transfer_id: UUID
    number: str
    from_warehouse_id: UUID
    to_warehouse_id: UUID
    lines: int


@dataclass(frozen=True)
class TransferChanged(Event):
    name = "transfers.changed"
    transfer_id: UUID
    lines: int


@dataclass(frozen=True)
class TransferReleased(Event):
    """Set aside in the sending warehouse, and expected in the other. `short`: what was asked for and is not free."""

    name = "transfers.released"
    transfer_id: UUID
    quantity: int
    short: int
    expected_on: date


@dataclass(frozen=True)
class TransferDispatched(Event):
    """On its way. `left`: what was set aside and stayed, free again."""

    name = "transfers.dispatched"
    transfer_id: UUID
    number: str
    quantity: int
    left: int
    value: Decimal
    expected_on: date
    carrier: str
    tracking_number: str


@dataclass(frozen=True)
class TransferDelayed(Event):
    name = "transfers.delayed"
    transfer_id: UUID
    expected_on: date
    reason: str


@dataclass(frozen=True)
class TransferReceived(Event):
    """Goods arrived. `damaged` of them lie in quarantine, `surplus` were not on the way by the books."""

    name = "transfers.received"
    transfer_id: UUID
    receipt_id: UUID
    quantity: int
    damaged: int
    surplus: int
    to_come: int


@dataclass(frozen=True)
class TransferFinished(Event):
    """Nothing more is expected of it. `missing` was sent and did not arrive."""

    name = "transfers.finished"
    transfer_id: UUID
    missing: int


@dataclass(frozen=True)
class TransferCancelled(Event):
    name = "transfers.cancelled"
    transfer_id: UUID
    reason: str


@dataclass(frozen=True)
class DiscrepancySettled(Event):
    """What became of goods that did not arrive, or that nobody had sent. `value` of them changed the books."""

    name = "transfers.discrepancy_settled"
    transfer_id: UUID
    discrepancy_id: UUID
    kind: str
    outcome: str
    quantity: int
    value: Decimal
    reason: str
