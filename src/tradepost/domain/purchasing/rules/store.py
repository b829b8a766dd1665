"""Goods of suppliers in their stores with us: what is taken of which delivery, what is missing, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.money import round_amount

WITHDRAWAL_KINDS = ("taken_over", "missing", "sent_back")
"""How goods of a supplier leave their store."""
OWED_KINDS = ("taken_over", "missing")
"""Those that we owe for."""


@dataclass(frozen=True, slots=True)
class InStore:
    """What is left of one line of a delivery into a store, base units. `usable`: its lot is not stopped or over."""

    line_id: UUID
    item_id: UUID
    lot_id: UUID | None
    left: int
    came_on: date
    usable: bool = True


@dataclass(frozen=True, slots=True)
class OfStore:
    """Base units of an item in a store, perhaps of one lot; without, of whatever came first."""

    item_id: UUID
    quantity: int
    lot_id: UUID | None = None


Taken = list[tuple[InStore, int]]
"""What is taken of each line."""


def oldest_first(lying: Sequence[InStore], wanted: Sequence[OfStore]) -> tuple[Taken, dict[int, int]]:
    """What is taken of each line, when what came first goes first; `lying` in the order in which it came.

    Also, by the number of a wanted line from 0, how much there is of it where that is less. Lines that name a lot take
    first.
    """
    left = {row.line_id: row.left for row in lying}
    less: dict[int, int] = {}
    for number, one in sorted(enumerate(wanted), key=lambda each: (each[1].lot_id is None, each[0])):
        missing = one.quantity
        for row in lying:
            if row.item_id == one.item_id and one.lot_id in (None, row.lot_id):
                part = min(missing, left[row.line_id])
                left[row.line_id] -= part
                missing -= part
        if missing:
            less[number] = one.quantity - missing
    return [(row, row.left - left[row.line_id]) for row in lying if left[row.line_id] < row.left], less


def missing_by_count(lying: Sequence[InStore], counted: Sequence[OfStore]) -> tuple[Taken, dict[int, int]]:
    """What is missing of each line, the oldest first, where less was counted; several counts of the same add up.

    A count without a lot is of all lots of the item that no other count names. Also, by the number of a count from 0,
    what should lie there where more was counted.
    """
    sums: dict[tuple[UUID, UUID | None], int] = {}
    numbers: dict[tuple[UUID, UUID | None], int] = {}
    for number, one in enumerate(counted):
        key = (one.item_id, one.lot_id)
        sums[key] = sums.get(key, 0) + one.quantity
        numbers.setdefault(key, number)
    taken: Taken = []
    more: dict[int, int] = {}
    for (item_id, lot_id), quantity in sums.items():
        rows = [row for row in lying if row.item_id == item_id]
        if lot_id is None:
            rows = [row for row in rows if row.lot_id is None or (item_id, row.lot_id) not in sums]
        else:
            rows = [row for row in rows if row.lot_id == lot_id]
        short = sum(row.left for row in rows) - quantity
        if short < 0:
            more[numbers[item_id, lot_id]] = quantity + short
        for row in rows:
            if (part := min(short, row.left)) > 0:
                taken.append((row, part))
                short -= part
    return taken, more


def owed_for(quantity: int, price: Decimal, pack: int, currency: str) -> Decimal:
    """What so many base units cost at a price for `pack` of them, rounded once."""
    return round_amount(price * quantity / pack, currency)
