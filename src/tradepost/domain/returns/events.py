"""Facts about returns. Quantities in base units."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class ReturnRequested(Event):
    name = "returns.requested"
    return_id: UUID
    number: str
    order_id: UUID
    customer_id: UUID
    quantity: int


@dataclass(frozen=True)
class ReturnAuthorised(Event):
    """The customer may send it."""

    name = "returns.authorised"
    return_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class ReturnRejected(Event):
    name = "returns.rejected"
    return_id: UUID
    order_id: UUID
    reason: str


@dataclass(frozen=True)
class ReturnReceived(Event):
    """Goods came back; `value` is their cost in base currency."""

    name = "returns.received"
    return_id: UUID
    order_id: UUID
    quantity: int
    value: Decimal


@dataclass(frozen=True)
class ReturnInspected(Event):
    """It is decided what becomes of each line."""

    name = "returns.inspected"
    return_id: UUID
    order_id: UUID
    restocked: int
    scrapped: int


@dataclass(frozen=True)
class ReturnSettled(Event):
    """The customer was credited, by one credit note per invoice."""

    name = "returns.settled"
    return_id: UUID
    order_id: UUID
    credit_note_ids: list[UUID]
