"""Choices about disputes, without a database: which lines, about how much money, until when, how it may end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.errors import Invalid, Refusal
from tradepost.base.money import ZERO, minor_units, round_amount
from tradepost.domain.delivery.rules import MOST_DAYS, WorkCalendar, after

READ_BY: Mapping[str, str] = {"order": "sales.read", "shipment": "fulfilment.read", "invoice": "billing.read"}
"""The kinds of document one may disagree with, and the verb that whoever writes it down needs: to read it."""
KINDS = tuple(READ_BY)
REASONS = ("missing", "damaged", "wrong_goods", "wrong_price", "late", "not_ordered", "quality", "other")
LED_TO: Mapping[str, tuple[str, ...]] = {
    "credited": ("invoice",),
    "returned": ("return",),
    "replaced": ("order",),
    "explained": (),
    "withdrawn": (),
}
"""How a dispute may end, and the kinds of document each may have led to; a credit note is an invoice."""
OUTCOMES = tuple(LED_TO)
WEEK = WorkCalendar("12345")
"""Monday to Friday, where the warehouse of the order has no calendar."""


class NothingToDispute(Refusal):
    """The document binds nobody, or nothing of it has left: there is nothing to disagree with yet."""


class MoreThanTheLine(Refusal):
    """More of a line is in dispute than the document has of it; `facts["lines"]` says how much that is."""


class MoreThanTheDocument(Refusal):
    """The amount is higher than what the document is worth; `facts["worth"]` says how much that is."""


class CannotCareForIt(Refusal):
    """The person may not work on this dispute, or has left."""


class DisputeIsSettled(Refusal):
    """What is over is not changed; it is reopened first."""


@dataclass(frozen=True, slots=True)
class DisputeLineInput:
    """How much of a line of the document is in dispute, in base units. The id is of the order's, shipment's or
    invoice's own line."""

    line_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A document by its kind, id and number, as the door found it."""

    kind: str
    id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class DisputableLine:
    """A line of a document. `quantity` in base units, `worth` with tax, not rounded; `unit` as it was ordered in."""

    line_id: UUID
    item_id: UUID | None
    sku: str
    name: str
    quantity: int
    unit: str
    unit_numerator: int
    unit_denominator: int
    worth: Decimal


@dataclass(frozen=True, slots=True)
class Disputable:
    """A document as far as one may disagree with it. `worth` is the most that may be in dispute, `whole` what is
    proposed where no line is named; both with tax, in `currency`."""

    kind: str
    id: UUID
    number: str
    order_id: UUID
    customer_id: UUID
    customer_name: str
    warehouse_id: UUID
    currency: str
    worth: Decimal
    whole: Decimal
    lines: tuple[DisputableLine, ...]


def checked_lines(lines: Sequence[DisputeLineInput], document: Disputable) -> list[DisputableLine]:
    """The document's lines in the order of `lines`. Raises Invalid naming every bad one, MoreThanTheLine."""
    known = {line.line_id: line for line in document.lines}
    wrong: dict[str, str] = {}
    most: dict[int, int] = {}
    seen: set[UUID] = set()
    for place, given in enumerate(lines):
        found = known.get(given.line_id)
        if found is None:
            wrong[f"lines.{place}.line_id"] = f"This is no line of {document.number}."
        elif given.line_id in seen:
            wrong[f"lines.{place}.line_id"] = "This line is named twice."
        elif given.quantity < 1:
            wrong[f"lines.{place}.quantity"] = "Give a quantity above zero."
        elif given.quantity > found.quantity:
            most[place] = found.quantity
        seen.add(given.line_id)
    if wrong:
        raise Invalid("Some lines cannot be in dispute.", fields=wrong)
    if most:
        raise MoreThanTheLine(
            f"{document.number} has less of some lines. Dispute at most what stands on it.",
            lines=most,
            fields={f"lines.{place}.quantity": f"At most {quantity}." for place, quantity in most.items()},
        )
    return [known[given.line_id] for given in lines]


def proposed(lines: Sequence[tuple[DisputableLine, int]], document: Disputable) -> Decimal:
    """What these quantities of lines are worth with tax, rounded once; without lines, the whole document."""
    if not lines:
        return document.whole
    found = sum((line.worth * quantity / line.quantity for line, quantity in lines), ZERO)
    return min(round_amount(found, document.currency), document.worth)


def checked_amount(amount: Decimal, document: Disputable) -> Decimal:
    """The amount as it may be written. Raises Invalid (negative, too fine), MoreThanTheDocument."""
    if amount < 0:
        raise Invalid(
            "An amount in dispute is not negative. Give 0 where no money is in dispute.",
            fields={"amount": "Not below zero."},
        )
    if amount != round_amount(amount, document.currency):
        places = minor_units(document.currency)
        raise Invalid(
            f"Amounts in {document.currency} have {places} decimal places.",
            fields={"amount": f"At most {places} decimal places."},
        )
    if amount > document.worth:
        worth = round_amount(document.worth, document.currency)
        raise MoreThanTheDocument(
            f"{document.number} is worth {worth} {document.currency}. Dispute at most that.",
            worth=document.worth,
            fields={"amount": f"At most {worth}."},
        )
    return amount


def checked_reason(reason: str) -> str:
    """Raises Invalid for a reason that is not one of REASONS."""
    if reason not in REASONS:
        raise Invalid("Say what it is about.", fields={"reason": f"One of {', '.join(REASONS)}."})
    return reason


def checked_due(due_on: date, today: date) -> date:
    """Raises Invalid for a day that has passed."""
    if due_on < today:
        raise Invalid("An answer cannot be due in the past.", fields={"due_on": "Give today or a later day."})
    return due_on


def answer_by(today: date, days: int, calendar: WorkCalendar = WEEK) -> date:
    """The day by which the customer should have an answer: so many working days from today, a year's at most."""
    return after(calendar, today, min(days, MOST_DAYS))


def checked_end(outcome: str, explanation: str, led_to: Reference | None) -> None:
    """Raises Invalid unless it says how the dispute ended, in words, and leads to a document that fits."""
    wrong = {}
    if outcome not in OUTCOMES:
        wrong["outcome"] = f"One of {', '.join(OUTCOMES)}."
    elif led_to is not None and led_to.kind not in LED_TO[outcome]:
        wrong["led_to"] = "This kind of document does not go with how it ended."
    if not explanation.strip():
        wrong["explanation"] = "Say it in a sentence."
    if wrong:
        raise Invalid("Say how the dispute ended.", fields=wrong)
