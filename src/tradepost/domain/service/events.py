"""Facts about disputes. Amounts in the document's currency, with tax."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class DisputeOpened(Event):
    """A customer does not agree with a document; `kind` is order, shipment or invoice."""

    name = "service.dispute_opened"
    dispute_id: UUID
    number: str
    kind: str
    document_id: UUID
    document_number: str
    customer_id: UUID
    reason: str
    amount: Decimal
    currency: str
    due_on: date


@dataclass(frozen=True)
class DisputeAssigned(Event):
    """Somebody cares for it from now on; None: nobody does any more. `given_by` is who said so, where a person did."""

    name = "service.dispute_assigned"
    dispute_id: UUID
    number: str
    owner_id: UUID | None
    given_by: UUID | None


@dataclass(frozen=True)
class DisputeChanged(Event):
    name = "service.dispute_changed"
    dispute_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class CustomerAsked(Event):
    """It is the customer's turn."""

    name = "service.customer_asked"
    dispute_id: UUID
    question: str


@dataclass(frozen=True)
class DisputeTakenUp(Event):
    """It is our turn again; `answer` is what the customer said."""

    name = "service.dispute_taken_up"
    dispute_id: UUID
    answer: str
    due_on: date


@dataclass(frozen=True)
class DisputeSettled(Event):
    """How it ended, in words, and the document it led to, where there is one."""

    name = "service.dispute_settled"
    dispute_id: UUID
    number: str
    outcome: str
    explanation: str
    led_to_kind: str
    led_to_id: UUID | None
    led_to_number: str


@dataclass(frozen=True)
class DisputeReopened(Event):
    """It was not over; `outcome` is how it had ended."""

    name = "service.dispute_reopened"
    dispute_id: UUID
    outcome: str
    why: str
    due_on: date
