"""Calling off a blanket order: whether a line may, and what is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

Fault = tuple[str, str, str]
"""The field it stands at, its code, and the sentence."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A line of a blanket order as a call-off needs it; quantities in base units, the price per `unit`."""

    line_id: UUID
    blanket_id: UUID
    number: str
    state: str
    customer_id: UUID
    currency: str
    valid_from: date
    valid_until: date
    item_id: UUID
    sku: str
    unit: str
    unit_price: Decimal | None
    quantity: int
    called: int

    @property
    def left(self) -> int:
        """Base units that may still be called off."""
        return self.quantity - self.called


@dataclass(frozen=True, slots=True)
class Calling:
    """Who calls what off, when, in which unit and currency."""

    customer_id: UUID
    currency: str
    item_id: UUID
    unit: str
    on: date
    own_price: bool = False


def fault_of(agreed: Agreed | None, call: Calling) -> Fault | None:
    """Why a line may not call this off; None: it may. What is another customer's does not exist for this one."""
    at = "blanket_line_id"
    if agreed is None or agreed.customer_id != call.customer_id:
        return at, "unknown-agreement", "There is no such line of a blanket order of this customer."
    if agreed.item_id != call.item_id:
        return (
            "item_id",
            "other-item",
            f"{agreed.number} is agreed for {agreed.sku}. Order this as a line of its own.",
        )
    if agreed.state != "open":
        return (
            at,
            "blanket-is-over",
            f"{agreed.number} is {agreed.state}. Order this at the price of the list.",
        )
    if not agreed.valid_from <= call.on <= agreed.valid_until:
        told = f"{agreed.number} is for call-offs from {agreed.valid_from} until {agreed.valid_until}."
        return at, "blanket-is-over", told
    if agreed.unit_price is None or call.own_price:
        return None
    if call.unit != agreed.unit:
        return "unit", "other-unit", f"{agreed.sku} is agreed by the “{agreed.unit}”. Call it off by that."
    if call.currency != agreed.currency:
        told = f"{agreed.number} is in {agreed.currency}, the customer now buys in {call.currency}. Type the price."
        return at, "other-currency", told
    return None


def beyond(left: Mapping[UUID, int], asked: Sequence[tuple[UUID, int]]) -> dict[int, int]:
    """By place the base units that are left, of lines that ask for more than remains after the lines before them."""
    still, over = dict(left), {}
    for place, (line_id, quantity) in enumerate(asked):
        if line_id not in still:
            continue
        if quantity > still[line_id]:
            over[place] = still[line_id]
        else:
            still[line_id] -= quantity
    return over


def too_much(sku: str, number: str, left: int, asked: int) -> str:
    """The sentence of a call-off that is more than remains."""
    return f"Of {sku} {left} are left on {number}, and {asked} are asked. Ask for {left}, or order the rest by itself."
