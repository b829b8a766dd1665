"""Who is served first, and how a scarce quantity is dealt out: the four policies."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

POLICIES = ("priority", "needed", "first_come", "fair_share")
"""Higher priority first; earlier need first; older order first; each a share of what it wants."""


class Ranked(Protocol):
    """What wants goods, with all that its turn depends on."""

    @property
    def demand_id(self) -> UUID: ...
    @property
    def priority(self) -> int: ...
    @property
    def needed_on(self) -> date: ...
    @property
    def placed_at(self) -> datetime: ...


def turn(policy: str, one: Ranked) -> tuple[Any, ...]:
    """The key of its turn, the lowest first; where the policy finds two alike, priority, need and age decide.

    Shares are not served in turns: there it says who gets the odd unit.
    """
    if policy == "needed":
        return (one.needed_on, -one.priority, one.placed_at, one.demand_id)
    if policy == "first_come":
        return (one.placed_at, -one.priority, one.needed_on, one.demand_id)
    return (-one.priority, one.needed_on, one.placed_at, one.demand_id)


def deal(policy: str, quantity: int, wants: Sequence[int]) -> list[int]:
    """Whole units of `quantity` for each of `wants`, which stand in their turn; to none more than it wants."""
    wanted = sum(wants)
    if policy == "fair_share" and 0 < quantity < wanted:
        return _shares(quantity, wants, wanted)
    given = []
    for want in wants:
        given.append(min(want, max(quantity, 0)))
        quantity -= given[-1]
    return given


def _shares(quantity: int, wants: Sequence[int], wanted: int) -> list[int]:
    """In proportion, by the largest remainder (Hamilton's method); of equal remainders the earlier turn first."""
    given = [quantity * want // wanted for want in wants]
    odd = quantity - sum(given)
    # sorted() keeps the turns of equals.
    by_remainder = sorted(range(len(wants)), key=lambda n: -(quantity * wants[n] % wanted))
    for n in by_remainder[:odd]:
        given[n] += 1
    return given
