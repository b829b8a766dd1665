"""What may be missing from an order, by what its customer ordered. Told in docs/algorithms/suggestions.md. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from tradepost.base.units import UnitFactor
from tradepost.domain.sales.rules.findings import Finding, Offered

USUAL, SUBSTITUTE, NEW = "usual", "substitute", "new"
KINDS = (SUBSTITUTE, USUAL, NEW)
"""In this order they are told: what is asked for and cannot come goes first."""
LOOKED_BACK = 12
"""So many of a customer's orders are looked at, the newest first."""
LEAST_ORDERS = 2
"""In fewer of them an item is no habit."""
OFTEN = 3
"""It stands in one of so many orders at least."""
NEW_FOR_DAYS = 90
MOST_USUAL, MOST_NEW = 12, 6
"""So many are told; twice as many are asked for their price, for some may not be sold."""


class Bought(NamedTuple):
    """What a customer ordered of an item in the orders looked at.

    `orders` of them had it, the last on `last_on`. `quantity` is the usual one (the median) in base units, `unit` what
    was typed last, where the item has it still, `factor` what one of it holds. `made_on`: since when the item is there.
    """

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    category_id: UUID | None
    made_on: date
    is_sold: bool
    orders: int
    last_on: date
    quantity: int
    unit: str
    factor: UnitFactor


class NewItem(NamedTuple):
    """An item that came into a category after everything that the customer buys there."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    category_id: UUID
    category: str
    made_on: date


class Suggestion(NamedTuple):
    """An item that may be missing: `quantity` of `unit`, as it is sold, and why in words.

    `orders` of `of_orders` had it, or things of its category, the last on `last_on`. `line`: the place of the line in
    whose place it may be taken; None: it is added. `unit` is never empty.
    """

    kind: str
    item_id: UUID
    sku: str
    name: str
    quantity: Decimal
    unit: str
    reason: str
    orders: int = 0
    of_orders: int = 0
    last_on: date | None = None
    category_id: UUID | None = None
    line: int | None = None
    instead: Offered | None = None


def usual_missing(
    history: Sequence[Bought], of_orders: int, here: Collection[UUID], most: int = 2 * MOST_USUAL
) -> list[Bought]:
    """What is in the customer's orders again and again and not in this one, the most usual first."""
    least = max(LEAST_ORDERS, -(-of_orders // OFTEN))
    found = [row for row in history if row.is_sold and row.orders >= least and row.item_id not in here]
    return sorted(found, key=lambda row: (-row.orders, -row.last_on.toordinal(), row.sku))[:most]


def categories_bought(history: Sequence[Bought]) -> dict[UUID, date]:
    """The categories the customer buys in, and since when the newest item is there that they bought of each."""
    found: dict[UUID, date] = {}
    for row in history:
        if row.category_id is not None:
            found[row.category_id] = max(row.made_on, found.get(row.category_id, row.made_on))
    return found


def new_missing(
    found: Sequence[NewItem],
    history: Sequence[Bought],
    here: Collection[UUID],
    most: int = 2 * MOST_NEW,
) -> list[NewItem]:
    """What is new to them where they buy, the category first in which they bought the most different items."""
    bought = _bought_in(history)
    left = [row for row in found if row.item_id not in here]
    return sorted(left, key=lambda row: (-bought.get(row.category_id, 0), -row.made_on.toordinal(), row.sku))[
        :most
    ]


def _bought_in(history: Sequence[Bought]) -> Mapping[UUID | None, int]:
    counted: dict[UUID | None, int] = {}
    for row in history:
        counted[row.category_id] = counted.get(row.category_id, 0) + 1
    return counted


def typed_of(row: Bought) -> tuple[Decimal, str]:
    """The usual quantity in the unit that was typed last, where whole ones make it; else in base units ("")."""
    units, rest = divmod(row.quantity * row.factor.denominator, row.factor.numerator)
    return (Decimal(units), row.unit) if row.unit and not rest else (Decimal(row.quantity), "")


def usual(row: Bought, of_orders: int, quantity: Decimal, unit: str) -> Suggestion:
    """The item as it is usually ordered, and in how many orders it was."""
    reason = (
        f"In {row.orders} of the last {of_orders} orders, the last time on {row.last_on}; "
        f"usually {quantity:f} {unit}."
    )
    return Suggestion(
        USUAL, row.item_id, row.sku, row.name, quantity, unit, reason, row.orders, of_orders, row.last_on,
        row.category_id,
    )  # fmt: skip


def new_in(row: NewItem, history: Sequence[Bought], quantity: Decimal, unit: str) -> Suggestion:
    """The item in the least quantity that is sold, and what they buy beside it."""
    bought = _bought_in(history).get(row.category_id, 0)
    last = max((one.last_on for one in history if one.category_id == row.category_id), default=None)
    reason = f"New in {row.category} since {row.made_on}, where they buy {bought} other items."
    if bought == 1:
        reason = f"New in {row.category} since {row.made_on}, where they buy one other item."
    return Suggestion(
        NEW, row.item_id, row.sku, row.name, quantity, unit, reason, last_on=last, category_id=row.category_id
    )


def substitute(found: Finding) -> Suggestion:
    """What a check of the order found in the place of a line that is short or late."""
    other = found.instead
    assert other is not None
    return Suggestion(
        SUBSTITUTE, other.item_id, other.sku, other.name, other.quantity, other.unit, found.note,
        line=found.line, instead=other,
    )  # fmt: skip
