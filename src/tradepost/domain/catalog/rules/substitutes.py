"""What may stand in for what. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

MOST_RANK = 99
MOST_NOTE = 200
SAID = ("rank", "both_ways", "valid_from", "valid_until", "note")
"""What is said of a pair of items, beside the two."""


class StandIn(NamedTuple):
    """What is offered instead of an item; `unit` of it holds as much as the one asked for, "": its base unit."""

    place: int
    instead_of: UUID
    item_id: UUID
    sku: str
    name: str
    base_unit: str
    unit: str
    rank: int
    note: str


class Candidate(NamedTuple):
    """What is kept beside an item, offered or not. `leads_here`: it is said of this item, or both ways."""

    said: StandIn
    leads_here: bool
    valid_from: date | None
    valid_until: date | None
    state: str
    is_kit: bool


def offered(candidates: Iterable[Candidate], *, on: date, most: int) -> list[StandIn]:
    """What is offered of them on a day, the best first: what is sold as itself, and said for that day."""
    return best_first(
        (
            one.said
            for one in candidates
            if one.leads_here
            and (one.valid_from is None or one.valid_from <= on)
            and (one.valid_until is None or one.valid_until > on)
            and one.state == "active"
            and not one.is_kit
        ),
        most,
    )


def substitute_problems(
    item_id: UUID,
    other_id: UUID,
    rank: int,
    valid_from: date | None,
    valid_until: date | None,
    note: str,
) -> dict[str, str]:
    """What is wrong with a substitute as typed, by field."""
    found = {}
    if item_id == other_id:
        found["other_id"] = "An item does not stand in for itself. Choose another."
    if not 1 <= rank <= MOST_RANK:
        found["rank"] = f"The rank is from 1 to {MOST_RANK}; 1 is offered first."
    if valid_from and valid_until and valid_until <= valid_from:
        found["valid_until"] = "It ends after it begins."
    if len(note) > MOST_NOTE:
        found["note"] = f"At most {MOST_NOTE} letters."
    return found


def best_first(found: Iterable[StandIn], most: int) -> list[StandIn]:
    """For each place at most so many, by rank and then SKU; each item once, though it is said both ways."""
    taken: dict[int, set[UUID]] = {}
    kept = []
    for one in sorted(found, key=lambda each: (each.place, each.rank, each.sku)):
        there = taken.setdefault(one.place, set())
        if one.item_id not in there and len(there) < most:
            there.add(one.item_id)
            kept.append(one)
    return kept
