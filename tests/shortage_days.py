"""Days of shortage, and who should have what on them: worked out by hand's means, without the rules of the house.

Turns are a queue in which everybody stands once for each unit they want; shares are fractions, dealt out one odd unit
at a time. Slow, and easy to see through.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

FIRST = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
Key = Callable[["Wish"], Any]


@dataclass(frozen=True)
class Wish:
    """A line that wants `quantity` units beside what is set aside for it."""

    line: UUID
    order: UUID
    item: UUID
    quantity: int
    priority: int
    needed_on: date
    placed_at: datetime
    whole: bool = False
    least: int = 0

    @property
    def least_units(self) -> int:
        units = Fraction(self.quantity * self.least, 100)
        return int(units) + (units.denominator > 1)


@dataclass(frozen=True)
class Coming:
    supply: UUID
    item: UUID
    quantity: int
    on: date


@dataclass(frozen=True)
class Has:
    """What a line should have: from stock, from which supply, and what nobody has ordered."""

    stock: int
    supply: Mapping[UUID, int]
    missing: int


TURNS: dict[str, Key] = {
    "priority": lambda w: (-w.priority, w.needed_on, w.placed_at, w.line),
    "needed": lambda w: (w.needed_on, -w.priority, w.placed_at, w.line),
    "first_come": lambda w: (w.placed_at, -w.priority, w.needed_on, w.line),
    "fair_share": lambda w: (-w.priority, w.needed_on, w.placed_at, w.line),
}


def should_have(
    policy: str,
    stock: Mapping[UUID, int],
    coming: Iterable[Coming],
    wishes: Sequence[Wish],
    lacking: Iterable[UUID] = (),
) -> dict[UUID, Has]:
    """By line. `stock` is what may be dealt out; `lacking` are orders that want something else nobody has."""
    queue = sorted(wishes, key=TURNS[policy])
    last = {wish.line for wish in queue if wish.whole and wish.order in set(lacking)}
    if policy == "fair_share":
        last = _who_steps_back_of_shares(stock, queue, last)
    else:
        last = _who_steps_back_of_turns(stock, queue, last)
    from_stock: Counter[UUID] = Counter()
    for item, units in stock.items():
        first = [w for w in queue if w.item == item and w.line not in last]
        later = [w for w in queue if w.item == item and w.line in last]
        got = _dealt(policy, units, [(w.line, w.quantity) for w in first])
        from_stock.update(got)
        from_stock.update(_dealt(policy, units - sum(got.values()), [(w.line, w.quantity) for w in later]))
    lacks = {wish.line: wish.quantity - from_stock[wish.line] for wish in queue}
    supply: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for one in sorted(coming, key=lambda c: (c.on, c.supply)):
        for line, units in _dealt(
            policy, one.quantity, [(w.line, lacks[w.line]) for w in queue if w.item == one.item]
        ).items():
            lacks[line] -= units
            supply[line][one.supply] = units
    return {w.line: Has(from_stock[w.line], supply[w.line], lacks[w.line]) for w in queue}


def _dealt(policy: str, units: int, wants: list[tuple[UUID, int]]) -> Counter[UUID]:
    if policy == "fair_share":
        return _shared(units, tuple(wants))
    line_up = [line for line, wanted in wants for _ in range(wanted)]
    return Counter(line_up[:units])


@lru_cache(maxsize=4096)
def _shared(units: int, wants: tuple[tuple[UUID, int], ...]) -> Counter[UUID]:
    """Nobody changes what it gives: most items are asked the same again while orders step back."""
    wanted = sum(units for _, units in wants)
    if units >= wanted:
        return Counter({line: want for line, want in wants if want})
    fair = {line: Fraction(units * want, wanted) for line, want in wants}
    given = Counter({line: int(share) for line, share in fair.items() if share >= 1})
    for _ in range(units - sum(given.values())):
        # max() takes the first of equals: the earlier turn.
        given[max(fair, key=lambda line: fair[line] - given[line])] += 1
    return given


def _who_steps_back_of_turns(stock: Mapping[UUID, int], queue: list[Wish], last: set[UUID]) -> set[UUID]:
    """Order by order, in its turn: it takes what it can use of what is left, or steps back."""
    left, last = Counter(stock), set(last)
    for order in dict.fromkeys(wish.order for wish in queue):
        lines = [wish for wish in queue if wish.order == order and wish.line not in last]
        takes = {w.line: min(w.quantity, left[w.item]) for w in lines}
        if any(w.whole for w in lines):
            if any(takes[w.line] < w.quantity for w in lines):
                last |= {w.line for w in lines}
                continue
        else:
            too_few = {w.line for w in lines if takes[w.line] < w.least_units}
            last |= too_few
            lines = [w for w in lines if w.line not in too_few]
        for w in lines:
            left[w.item] -= takes[w.line]
    return last


def _who_steps_back_of_shares(stock: Mapping[UUID, int], queue: list[Wish], last: set[UUID]) -> set[UUID]:
    """From the end of the queue, one after the other, until everybody left in it can use their share."""
    last = set(last)
    by_item = {item: [wish for wish in queue if wish.item == item] for item in stock}
    while True:
        left = [wish for wish in queue if wish.line not in last]
        shares: Counter[UUID] = Counter()
        for item, units in stock.items():
            shares.update(
                _shared(units, tuple((w.line, w.quantity) for w in by_item[item] if w.line not in last))
            )
        served = {w.order for w in left if shares[w.line]}
        lacking = {w.order for w in left if shares[w.line] < w.quantity}
        first_in_queue = {w.order: n for n, w in reversed(list(enumerate(left)))}
        useless = [
            (first_in_queue[w.order] if w.whole else n, w)
            for n, w in enumerate(left)
            if (w.order in served & lacking if w.whole else 0 < shares[w.line] < w.least_units)
        ]
        if not useless:
            return last
        _, stepping = max(useless, key=lambda pair: pair[0])
        last |= {
            w.line for w in left if w.line == stepping.line or (stepping.whole and w.order == stepping.order)
        }


@dataclass(frozen=True)
class PlannedOrder:
    """An order of a shortage day: lines as (item number, units)."""

    lines: list[tuple[int, int]]
    priority: int
    needed_on: date
    placed_at: datetime
    whole: bool
    least: int


@dataclass(frozen=True)
class Day:
    """Short items (each with its stock), what comes of them (item number, units, day), and the orders, by age."""

    stock: list[int]
    coming: list[tuple[int, int, date]]
    orders: list[PlannedOrder]


def shortage_day(seed: int, *, items: int = 30, orders: int = 200) -> Day:
    """Always the same of one seed: more is wanted of every item than lies there."""
    dice = random.Random(seed)
    made = [_planned(dice, items, n) for n in range(orders)]
    wanted: Counter[int] = Counter()
    for order in made:
        for item, units in order.lines:
            wanted[item] += units
    stock = [wanted[n] * dice.randint(10, 90) // 100 for n in range(items)]
    coming = [
        (
            n,
            max(1, wanted[n] * dice.randint(5, 40) // 100),
            FIRST.date() + timedelta(days=dice.randint(16, 60)),
        )
        for n in range(items)
        for _ in range(dice.choice([0, 1, 1, 2]))
    ]
    return Day(stock, coming, made)


def _planned(dice: random.Random, items: int, n: int) -> PlannedOrder:
    chosen = dice.sample(range(items), dice.randint(1, min(8, items)))
    whole = dice.random() < 0.15
    return PlannedOrder(
        [(item, dice.choice([1, 2, 3, 6, 12, 24, 40])) for item in chosen],
        dice.choice([0, 0, 0, 0, 5, 9]),
        FIRST.date() + timedelta(days=dice.randint(10, 45)),
        FIRST + timedelta(minutes=7 * n),
        whole,
        0 if whole or dice.random() < 0.8 else dice.choice([25, 50, 80, 100]),
    )
