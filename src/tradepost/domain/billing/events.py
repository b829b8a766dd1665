from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class Invoiced(Event):
    """An invoice was posted; `shipment_ids` are the shipments it bills."""

    name = "billing.invoiced"
    invoice_id: UUID
    number: str
    order_id: UUID
    customer_id: UUID
    shipment_ids: list[UUID]
    total: Decimal
    currency: str
    due_on: date


@dataclass(frozen=True)
class Credited(Event):
    """A credit note was posted: against `invoice_id`, or against none, and then of no order."""

    name = "billing.credited"
    credit_note_id: UUID
    number: str
    invoice_id: UUID | None
    order_id: UUID | None
    customer_id: UUID
    total: Decimal
    currency: str
    reason: str


@dataclass(frozen=True)
class PaymentRecorded(Event):
    name = "billing.payment_recorded"
    payment_id: UUID
    number: str
    customer_id: UUID
    order_id: UUID | None
    amount: Decimal
    currency: str
    invoice_ids: list[UUID]


@dataclass(frozen=True)
class Allocated(Event):
    """Part of a payment or a credit note was matched to invoices; the subject is that document."""

    name = "billing.allocated"
    source_id: UUID
    customer_id: UUID
    invoice_ids: list[UUID]
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class AllocationReversed(Event):
    """A match was taken back: the invoice and the payment (or credit note) are open again by so much."""

    name = "billing.allocation_reversed"
    invoice_id: UUID
    source_id: UUID
    customer_id: UUID
    amount: Decimal
    currency: str
