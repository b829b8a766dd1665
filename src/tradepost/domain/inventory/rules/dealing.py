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


def deal(policy: str, quantity: int, wants: Sequence[int], step: int = 1) -> list[int]:
    """Whole units of `quantity` for each of `wants`, which stand in their turn; to none more than it wants.

    A part of a want is whole `step`s: a case that is not opened stays one. What is less than that for everybody who
    still wants some stays over.
    """
    wanted = sum(wants)
    given = [0] * len(wants)
    if policy == "fair_share" and 0 < quantity < wanted:
        counts = [-(-want // step) for want in wants]
        shares = _shares(min(quantity // step, sum(counts)), counts, sum(counts))
        given = [min(share * step, want) for share, want in zip(shares, wants, strict=True)]
    left = max(quantity, 0) - sum(given)
    for n, want in enumerate(wants):
        more = min(want - given[n], left)
        if given[n] + more < want:
            more -= more % step
        given[n] += more
        left -= more
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
