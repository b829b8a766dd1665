"""Pure choices of transfers: what a typed line means, what a count of arrived goods means, how it may be settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.errors import Invalid
from tradepost.base.money import share
from tradepost.base.units import UnitFactor, to_base

KINDS = ("missing", "surplus")
"""How what arrived differs from what was sent."""
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "missing": ("arrived", "stayed", "lost"),
    "surplus": ("sent", "found"),
}
"""Missing goods arrived later, never left the sending warehouse, or are lost. Surplus was sent too much, and is
missing there; or it was found, and nobody knows whence."""
ALL_OUTCOMES = tuple(outcome for outcomes in OUTCOMES.values() for outcome in outcomes)
MOST_LINES = 2000
MOST = 10**12
"""Base units on one line; more is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class Traded:
    """What is known of an item and a unit of it: `numerator` / `denominator` base units, none: no such unit."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    unit: str
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that can be sent: `quantity` in base units."""

    item_id: UUID
    quantity: int
    unit: str
    factor: UnitFactor


@dataclass(frozen=True, slots=True)
class Faulty:
    """Why a line cannot be sent, at the field where it is wrong."""

    field: str
    says: str


def wanted(item: Traded | None, typed: Decimal) -> Wanted | Faulty:
    """What a typed line means in base units."""
    if item is None:
        return Faulty("item_id", "There is no such item.")
    if item.numerator is None or item.denominator is None:
        return Faulty("unit", f"{item.sku} has no unit {item.unit}. Use {item.base_unit}, or one of its own.")
    factor = UnitFactor(item.numerator, item.denominator)
    try:
        quantity = to_base(typed, factor)
    except Invalid as wrong:
        return Faulty("quantity", wrong.message)
    if quantity > MOST:
        return Faulty("quantity", "This is too much for one line.")
    return Wanted(item.item_id, quantity, item.unit, factor)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a count means: good and damaged units that were on their way, and those that were not."""

    good: int
    damaged: int
    surplus: int

    @property
    def taken(self) -> int:
        """What is not on its way any more."""
        return self.good + self.damaged


def arrived(to_come: int, counted: int, damaged: int) -> Arrived:
    """`damaged` is part of `counted`. What is more than was to come is surplus; the damaged goods count first, so that
    they lie in quarantine, and what is in no books yet is sound.
    """
    taken = min(counted, to_come)
    bad = min(damaged, taken)
    return Arrived(taken - bad, bad, counted - taken)


def worth(value: Decimal, sent: int, gone: int, part: int, currency: str) -> Decimal:
    """What `part` of a load is worth when `gone` of it came or was settled before: all parts make up its value."""
    return share(value, sent, gone, part, currency)


def next_verb(state: str, is_all_there: bool) -> str:
    """What is usually done next, for the strong button; empty: nothing."""
    return {
        "draft": "release",
        "released": "dispatch",
        "in_transit": "finish" if is_all_there else "receive",
    }.get(state, "")
