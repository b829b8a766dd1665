"""Facts of what customers order again: templates, blanket orders, orders by a calendar."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class OrderTemplateKept(Event):
    name = "sales.order_template_kept"
    template_id: UUID
    customer_id: UUID
    called: str
    lines: int


@dataclass(frozen=True)
class OrderTemplateRemoved(Event):
    name = "sales.order_template_removed"
    template_id: UUID
    customer_id: UUID
    called: str


@dataclass(frozen=True)
class BlanketMade(Event):
    """A customer agreed to take goods until a day."""

    name = "sales.blanket_made"
    blanket_id: UUID
    number: str
    customer_id: UUID


@dataclass(frozen=True)
class BlanketChanged(Event):
    """Something else is agreed: the names of the fields, `lines` among them."""

    name = "sales.blanket_changed"
    blanket_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class BlanketClosed(Event):
    name = "sales.blanket_closed"
    blanket_id: UUID
    number: str
    reason: str


@dataclass(frozen=True)
class BlanketExpired(Event):
    """Its last day has passed; nothing is called off any more."""

    name = "sales.blanket_expired"
    blanket_id: UUID
    number: str


@dataclass(frozen=True)
class StandingKept(Event):
    """A template is ordered by a calendar from now on, or by another one."""

    name = "sales.standing_kept"
    standing_id: UUID
    customer_id: UUID
    called: str


@dataclass(frozen=True)
class StandingPaused(Event):
    name = "sales.standing_paused"
    standing_id: UUID
    customer_id: UUID
    called: str


@dataclass(frozen=True)
class StandingResumed(Event):
    name = "sales.standing_resumed"
    standing_id: UUID
    customer_id: UUID
    called: str


@dataclass(frozen=True)
class StandingEnded(Event):
    """Somebody ended it, or its last day is dealt with."""

    name = "sales.standing_ended"
    standing_id: UUID
    customer_id: UUID
    called: str


@dataclass(frozen=True)
class StandingSkipped(Event):
    """One day is left out."""

    name = "sales.standing_skipped"
    standing_id: UUID
    customer_id: UUID
    due_on: date
    reason: str


@dataclass(frozen=True)
class StandingMade(Event):
    """The order of a day was made."""

    name = "sales.standing_made"
    standing_id: UUID
    customer_id: UUID
    due_on: date
    order_id: UUID
    number: str


@dataclass(frozen=True)
class StandingFailed(Event):
    """The order of a day could not be made; somebody decides."""

    name = "sales.standing_failed"
    standing_id: UUID
    customer_id: UUID
    due_on: date
    reason: str
