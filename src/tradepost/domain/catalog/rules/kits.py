"""What a kit is made of, and how many of it there are. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

MOST_PARTS = 100
MOST_OF_A_PART = 1_000_000


class Part(NamedTuple):
    """A part of a kit: `quantity` base units of it in one kit."""

    kit_id: UUID
    item_id: UUID
    sku: str
    name: str
    base_unit: str
    quantity: int


def kit_problems(
    kit_id: UUID, parts: Sequence[tuple[UUID, int]], skus: Mapping[UUID, str], kits: Iterable[UUID]
) -> dict[str, str]:
    """What is wrong with the parts as typed, by `parts.<n>.<field>`. `skus` of those that exist, `kits` among them."""
    found: dict[str, str] = {}
    seen: set[UUID] = set()
    of_kits = set(kits)
    for n, (item_id, quantity) in enumerate(parts):
        if item_id == kit_id:
            found[f"parts.{n}.item_id"] = "A kit is not a part of itself. Choose another item."
        elif item_id not in skus:
            found[f"parts.{n}.item_id"] = "There is no such item."
        elif item_id in of_kits:
            found[f"parts.{n}.item_id"] = f"{skus[item_id]} is a kit itself. Name its parts instead."
        elif item_id in seen:
            found[f"parts.{n}.item_id"] = f"{skus[item_id]} is named twice. Put its quantities together."
        if not 1 <= quantity <= MOST_OF_A_PART:
            found[f"parts.{n}.quantity"] = f"A whole number from 1 to {MOST_OF_A_PART}, in base units."
        seen.add(item_id)
    if len(parts) > MOST_PARTS:
        found["parts"] = f"A kit has at most {MOST_PARTS} parts."
    return found


def whole_kits(parts: Iterable[tuple[int, int]]) -> int:
    """How many kits (what is there of each part, what one kit needs of it) come to: as many as of the scarcest."""
    return max(min((there // needed for there, needed in parts), default=0), 0)


class PartStock(NamedTuple):
    """A part in one warehouse, base units: what a kit needs, what is free, and what comes and is not promised."""

    needed: int
    available: int
    comes: Sequence[tuple[date, int]] = ()

    def first_day(self, today: date) -> date | None:
        """When there is enough for one kit; None: nobody has ordered as much."""
        there = self.available
        if there >= self.needed:
            return today
        for day, quantity in sorted(self.comes):
            there += quantity
            if there >= self.needed:
                return max(day, today)
        return None


def kit_day(parts: Iterable[PartStock], today: date) -> date | None:
    """When one kit is whole: the latest of its parts' days; None while one has none."""
    days = [part.first_day(today) for part in parts]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
