from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event
from tradepost.domain.sales.events.regrouping import OrdersMerged, OrderSplit, OrderSplitOff
from tradepost.domain.sales.events.repeating import (
    BlanketChanged,
    BlanketClosed,
    BlanketExpired,
    BlanketMade,
    OrderTemplateKept,
    OrderTemplateRemoved,
    StandingEnded,
    StandingFailed,
    StandingKept,
    StandingMade,
    StandingPaused,
    StandingResumed,
    StandingSkipped,
)

__all__ = [
    "BlanketChanged",
    "BlanketClosed",
    "BlanketExpired",
    "BlanketMade",
    "CancelReasonKept",
    "ChangeAcknowledged",
    "DatesTold",
    "HoldReleased",
    "LinesCancelled",
    "LinesSourced",
    "LostReasonKept",
    "LotsWished",
    "OrderCancelled",
    "OrderChanged",
    "OrderClosed",
    "OrderConfirmed",
    "OrderHeld",
    "OrderPlaced",
    "OrderSplit",
    "OrderSplitOff",
    "OrderSubmitted",
    "OrderTemplateKept",
    "OrderTemplateRemoved",
    "OrdersMerged",
    "QuoteAccepted",
    "QuoteAsked",
    "QuoteChanged",
    "QuoteDeclined",
    "QuoteExpired",
    "QuoteLapsed",
    "QuoteMade",
    "QuoteOpened",
    "QuoteOrdered",
    "QuoteRevised",
    "QuoteSent",
    "QuoteShared",
    "QuoteSigned",
    "QuoteTemplateKept",
    "QuoteTemplateRemoved",
    "ShareRevoked",
    "StandingEnded",
    "StandingFailed",
    "StandingKept",
    "StandingMade",
    "StandingPaused",
    "StandingResumed",
    "StandingSkipped",
    "TermsTextKept",
    "TermsTextRemoved",
]


@dataclass(frozen=True)
class OrderPlaced(Event):
    name = "sales.order_placed"
    order_id: UUID
    number: str
    customer_id: UUID


@dataclass(frozen=True)
class OrderChanged(Event):
    """`fields` are the names of what is different now; `lines` for the lines.

    Of a confirmed order also the number of the change, and its id; 0 where no goods and no money moved.
    """

    name = "sales.order_changed"
    order_id: UUID
    fields: list[str]
    change: int = 0
    change_id: UUID | None = None


@dataclass(frozen=True)
class ChangeAcknowledged(Event):
    """The buyer said yes to a change; `how` it reached us."""

    name = "sales.change_acknowledged"
    order_id: UUID
    change_id: UUID
    given_by: str
    how: str


@dataclass(frozen=True)
class OrderSubmitted(Event):
    name = "sales.order_submitted"
    order_id: UUID


@dataclass(frozen=True)
class OrderConfirmed(Event):
    """Promised; `backordered` base units have no supply yet."""

    name = "sales.order_confirmed"
    order_id: UUID
    number: str
    customer_id: UUID
    backordered: int


@dataclass(frozen=True)
class OrderHeld(Event):
    name = "sales.order_held"
    order_id: UUID
    hold_id: UUID
    reason: str
    note: str


@dataclass(frozen=True)
class HoldReleased(Event):
    name = "sales.hold_released"
    order_id: UUID
    hold_id: UUID
    reason: str
    note: str


@dataclass(frozen=True)
class OrderCancelled(Event):
    name = "sales.order_cancelled"
    order_id: UUID
    reason: str


@dataclass(frozen=True)
class LinesCancelled(Event):
    """Base units per line that will not be delivered."""

    name = "sales.lines_cancelled"
    order_id: UUID
    lines: dict[str, int]
    reason: str


@dataclass(frozen=True)
class LotsWished(Event):
    """By hand: these lots come first for these lines now; none, where the list is empty."""

    name = "sales.lots_wished"
    order_id: UUID
    lines: dict[str, list[str]]


@dataclass(frozen=True)
class LinesSourced(Event):
    """By hand: base units of these lines come from another warehouse now. A part is a line of its own."""

    name = "sales.lines_sourced"
    order_id: UUID
    warehouse_id: UUID
    lines: dict[str, int]
    parts: dict[str, str]
    reason: str


@dataclass(frozen=True)
class DatesTold(Event):
    """The customer knows new days: per line the day told before and the one told now (null: none is known).

    By a mail, or otherwise for a `reason`.
    """

    name = "sales.dates_told"
    order_id: UUID
    lines: dict[str, list[str | None]]
    mail_id: UUID | None
    reason: str


@dataclass(frozen=True)
class OrderClosed(Event):
    """Everything is shipped or cancelled, and what was shipped is invoiced."""

    name = "sales.order_closed"
    order_id: UUID


@dataclass(frozen=True)
class QuoteMade(Event):
    name = "sales.quote_made"
    quote_id: UUID
    number: str
    customer_id: UUID


@dataclass(frozen=True)
class QuoteChanged(Event):
    """`fields` are the names of what was given anew; `lines` for the lines."""

    name = "sales.quote_changed"
    quote_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class QuoteRevised(Event):
    """A new draft stands under the same number; `replaces_id` is superseded."""

    name = "sales.quote_revised"
    quote_id: UUID
    replaces_id: UUID
    number: str
    revision: int


@dataclass(frozen=True)
class QuoteSent(Event):
    name = "sales.quote_sent"
    quote_id: UUID
    number: str
    revision: int
    customer_id: UUID


@dataclass(frozen=True)
class QuoteAccepted(Event):
    name = "sales.quote_accepted"
    quote_id: UUID
    number: str
    revision: int
    accepted_by: str


@dataclass(frozen=True)
class QuoteDeclined(Event):
    """`lost_for` is the code of a kept reason, `reason` what was said."""

    name = "sales.quote_declined"
    quote_id: UUID
    number: str
    revision: int
    reason: str
    lost_for: str = ""


@dataclass(frozen=True)
class QuoteExpired(Event):
    name = "sales.quote_expired"
    quote_id: UUID
    number: str
    revision: int


@dataclass(frozen=True)
class QuoteOrdered(Event):
    """An order took of it: all that was left, or, where something `remains`, a part."""

    name = "sales.quote_ordered"
    quote_id: UUID
    order_id: UUID
    order_number: str
    remains: bool = False


@dataclass(frozen=True)
class QuoteLapsed(Event):
    """It was ordered in part, and its last day has passed: what is left can no longer be ordered."""

    name = "sales.quote_lapsed"
    quote_id: UUID
    number: str
    revision: int


@dataclass(frozen=True)
class QuoteShared(Event):
    """A buyer has a link to it, which opens until `expires_at`."""

    name = "sales.quote_shared"
    quote_id: UUID
    share_id: UUID
    sent_to: str
    expires_at: datetime


@dataclass(frozen=True)
class QuoteOpened(Event):
    """The link was opened for the first time."""

    name = "sales.quote_opened"
    quote_id: UUID
    share_id: UUID


@dataclass(frozen=True)
class ShareRevoked(Event):
    """The link opens nothing any more."""

    name = "sales.share_revoked"
    quote_id: UUID
    share_id: UUID


@dataclass(frozen=True)
class QuoteAsked(Event):
    """Something was said about a line, or about all: words, another quantity, another price (null: not)."""

    name = "sales.quote_asked"
    quote_id: UUID
    ask_id: UUID
    sku: str
    quantity: Decimal | None
    unit_price: Decimal | None
    text: str


@dataclass(frozen=True)
class QuoteSigned(Event):
    """The buyer signed by the link; an order was made of it."""

    name = "sales.quote_signed"
    quote_id: UUID
    share_id: UUID
    signed_by: str
    customer_po: str
    order_id: UUID


@dataclass(frozen=True)
class TermsTextKept(Event):
    """A text of terms is kept under a name in a language; what was written with it stays as it was."""

    name = "sales.terms_text_kept"
    text_id: UUID
    called: str
    language: str


@dataclass(frozen=True)
class TermsTextRemoved(Event):
    name = "sales.terms_text_removed"
    text_id: UUID
    called: str
    language: str


@dataclass(frozen=True)
class LostReasonKept(Event):
    name = "sales.lost_reason_kept"
    reason_id: UUID
    code: str
    called: str
    is_open: bool


@dataclass(frozen=True)
class QuoteTemplateKept(Event):
    name = "sales.quote_template_kept"
    template_id: UUID
    called: str
    lines: int


@dataclass(frozen=True)
class QuoteTemplateRemoved(Event):
    name = "sales.quote_template_removed"
    template_id: UUID
    called: str


@dataclass(frozen=True)
class CancelReasonKept(Event):
    """A reason to cancel was made, or changed."""

    name = "sales.cancel_reason_kept"
    reason_id: UUID
    code: str
    words: str
    is_open: bool
