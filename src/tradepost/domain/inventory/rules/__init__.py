"""Pure choices of the stock ledger: who gets which supply, from where to take, what it is worth, how bins are named."""

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from tradepost.base.money import ZERO, round_amount, share
from tradepost.domain.inventory.rules.dealing import POLICIES, deal, turn

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Peg:
    """`quantity` base units of a demand more (or, below 0, fewer) on stock, one supply, or backorder."""

    demand_id: UUID
    item_id: UUID
    kind: str  # stock | supply | backorder
    quantity: int
    supply_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpenSupply:
    """Supply still to come; `free` of it is not promised."""

    supply_id: UUID
    item_id: UUID
    quantity: int
    promised: int
    expected_on: date

    @property
    def free(self) -> int:
        """Base units nobody is pegged to."""
        return self.quantity - self.promised


@dataclass(frozen=True, slots=True)
class WaitingDemand:
    """A demand that waits for supply or is backordered; `pegs` maps supply to base units.

    `policy` is its warehouse's: by it those who wait are served, and in whole `step`s, which are its item's.
    """

    demand_id: UUID
    item_id: UUID
    backordered: int
    pegs: Mapping[UUID, int]
    priority: int
    needed_on: date
    placed_at: datetime
    policy: str = POLICIES[0]
    step: int = 1

    @property
    def rank(self) -> tuple[Any, ...]:
        """Who is served first, the lowest first: by priority, need or age, as the policy says."""
        return turn(self.policy, self)


def spread(wanted: int, places: Iterable[tuple[Place, int]]) -> tuple[list[tuple[Place, int]], int]:
    """Take `wanted` from places in their order; gives what was taken where, and what is missing."""
    taken: list[tuple[Place, int]] = []
    for place, free in places:
        if wanted == 0:
            break
        if part := min(wanted, free):
            taken.append((place, part))
            wanted -= part
    return taken, wanted


def cover(
    demands: Iterable[tuple[UUID, UUID, int]],
    stock: Mapping[UUID, int],
    supplies: Iterable[OpenSupply],
) -> list[Peg]:
    """Promise new demands (id, item, quantity) in their order: stock, then dated supply, then backorder.

    Lines for the same item share what is free, so two lines of one order never get the same unit.
    """
    free = dict(stock)
    coming: dict[UUID, list[OpenSupply]] = defaultdict(list)
    for supply in sorted(supplies, key=lambda s: (s.expected_on, s.supply_id)):
        coming[supply.item_id].append(supply)
    left = {supply.supply_id: supply.free for row in coming.values() for supply in row}
    pegs: list[Peg] = []
    for demand_id, item_id, quantity in demands:
        at_once = min(quantity, free.get(item_id, 0))
        if at_once:
            free[item_id] -= at_once
            pegs.append(Peg(demand_id, item_id, "stock", at_once))
        later, missing = spread(
            quantity - at_once, ((s.supply_id, left[s.supply_id]) for s in coming[item_id])
        )
        for supply_id, part in later:
            left[supply_id] -= part
            pegs.append(Peg(demand_id, item_id, "supply", part, supply_id))
        if missing:
            pegs.append(Peg(demand_id, item_id, "backorder", missing))
    return pegs


@dataclass
class _Bench:
    """One item's waiting demands, its free stock and supplies, while they are settled again."""

    item_id: UUID
    stock: int
    supplies: dict[UUID, OpenSupply]
    demands: list[WaitingDemand]
    deltas: dict[tuple[UUID, str, UUID | None], int] = field(default_factory=lambda: defaultdict(int))
    pegged: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    free: dict[UUID, int] = field(default_factory=dict)
    uncovered: dict[UUID, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.demands.sort(key=lambda d: d.rank)
        self.pegged = {(d.demand_id, s): q for d in self.demands for s, q in d.pegs.items()}
        self.uncovered = {d.demand_id: d.backordered for d in self.demands}
        taken: dict[UUID, int] = defaultdict(int)
        for (_, supply_id), quantity in self.pegged.items():
            taken[supply_id] += quantity
        self.free = {s.supply_id: s.quantity - taken[s.supply_id] for s in self.supplies.values()}

    def unpeg(self, demand_id: UUID, supply_id: UUID, quantity: int) -> None:
        self.pegged[demand_id, supply_id] -= quantity
        self.free[supply_id] = self.free.get(supply_id, 0) + quantity
        self.deltas[demand_id, "supply", supply_id] -= quantity

    def give_stock(self, demand_id: UUID, quantity: int) -> None:
        self.stock -= quantity
        self.deltas[demand_id, "stock", None] += quantity

    def pegs_of(self, demand: WaitingDemand) -> list[UUID]:
        return [s for s in demand.pegs if self.pegged[demand.demand_id, s] > 0]


def settle_again(
    item_id: UUID,
    stock: int,
    supplies: Sequence[OpenSupply],
    demands: Sequence[WaitingDemand],
    arrived: Mapping[UUID, int],
) -> list[Peg]:
    """Changes that follow when stock or supply of one item changed; `stock` is what is free now.

    1. What arrived turns the pegs of its own supply into stock, by rank. 2. Pegs beyond what a supply
    still brings are taken from the lowest rank. 3. Uncovered demands get stock, then supply, by rank or in fair
    shares. 4. Stock still free replaces pegs on future supply, by rank.
    """
    bench = _Bench(item_id, stock, {s.supply_id: s for s in supplies}, list(demands))
    _turn_arrived(bench, arrived)
    _trim(bench)
    _serve_uncovered(bench)
    _advance(bench)
    return [
        Peg(demand_id, item_id, kind, quantity, supply_id)
        for (demand_id, kind, supply_id), quantity in bench.deltas.items()
        if quantity
    ]


def _turn_arrived(bench: _Bench, arrived: Mapping[UUID, int]) -> None:
    left = dict(arrived)
    for demand in bench.demands:
        for supply_id in bench.pegs_of(demand):
            part = min(bench.pegged[demand.demand_id, supply_id], left.get(supply_id, 0), bench.stock)
            if part > 0:
                left[supply_id] -= part
                bench.unpeg(demand.demand_id, supply_id, part)
                bench.give_stock(demand.demand_id, part)


def _trim(bench: _Bench) -> None:
    for demand in reversed(bench.demands):
        for supply_id in bench.pegs_of(demand):
            part = min(bench.pegged[demand.demand_id, supply_id], -bench.free.get(supply_id, 0))
            if part > 0:
                bench.unpeg(demand.demand_id, supply_id, part)
                bench.uncovered[demand.demand_id] += part
                bench.deltas[demand.demand_id, "backorder", None] += part


def _serve_uncovered(bench: _Bench) -> None:
    """The stock, then each supply by its day, is dealt out as the policy says among those who have nothing yet."""
    if not bench.demands:
        return
    policy = bench.demands[0].policy
    for demand_id, part in _dealt(bench, policy, bench.stock):
        bench.give_stock(demand_id, part)
    for supply in sorted(bench.supplies.values(), key=lambda s: (s.expected_on, s.supply_id)):
        for demand_id, part in _dealt(bench, policy, bench.free[supply.supply_id]):
            bench.free[supply.supply_id] -= part
            key = (demand_id, supply.supply_id)
            bench.pegged[key] = bench.pegged.get(key, 0) + part
            bench.deltas[demand_id, "supply", supply.supply_id] += part


def _dealt(bench: _Bench, policy: str, quantity: int) -> list[tuple[UUID, int]]:
    """Parts of a quantity for those who have nothing yet; what they get is no backorder any more."""
    wants = [bench.uncovered[demand.demand_id] for demand in bench.demands]
    parts = deal(policy, max(quantity, 0), wants, bench.demands[0].step)
    found = [(demand.demand_id, part) for demand, part in zip(bench.demands, parts, strict=True) if part]
    for demand_id, part in found:
        bench.uncovered[demand_id] -= part
        bench.deltas[demand_id, "backorder", None] -= part
    return found


def _advance(bench: _Bench) -> None:
    for demand in bench.demands:
        pegs = [s for (d, s), q in bench.pegged.items() if d == demand.demand_id and q > 0]
        for supply_id in pegs:
            pegged = bench.pegged[demand.demand_id, supply_id]
            (part,) = deal(POLICIES[0], bench.stock, [pegged], demand.step)
            if part > 0:
                bench.unpeg(demand.demand_id, supply_id, part)
                bench.give_stock(demand.demand_id, part)


@dataclass(frozen=True, slots=True)
class Covered:
    """How one demand is covered now, in base units."""

    demand_id: UUID
    item_id: UUID
    backordered: int
    free_stock: int  # promised from stock and not reserved
    pegs: Sequence[tuple[UUID, date, int]]  # supply, expected day, base units


def take_back(covered: Covered, quantity: int) -> tuple[list[Peg], int]:
    """Free `quantity` of a demand: backorder first, then the latest supply, then unreserved stock.

    Gives the changes and what could not be freed because it is reserved.
    """
    pegs: list[Peg] = []
    sources: list[tuple[tuple[str, UUID | None], int]] = [(("backorder", None), covered.backordered)]
    latest_first = sorted(covered.pegs, key=lambda p: (p[1], p[0]), reverse=True)
    sources += [(("supply", supply_id), part) for supply_id, _, part in latest_first]
    sources.append((("stock", None), covered.free_stock))
    taken, left = spread(quantity, sources)
    for (kind, supply_id), part in taken:
        pegs.append(Peg(covered.demand_id, covered.item_id, kind, -part, supply_id))
    return pegs, left


def why_stopped(state: str, expires_on: date | None, today: date) -> str:
    """Why nothing of a lot may be picked or leave today: quarantine, recalled or expired; empty when it may."""
    if state != "usable":
        return state
    return "expired" if expires_on is not None and expires_on < today else ""


def outgoing_values(value: Decimal, stock: int, quantities: Sequence[int], currency: str) -> list[Decimal]:
    """What each of several issues of one item is worth at the moving average.

    Cumulative rounding: the last unit takes the rest, so stock of 0 is worth exactly 0.
    """
    values: list[Decimal] = []
    gone, taken = 0, ZERO
    for quantity in quantities:
        gone += quantity
        upto = value if gone == stock else round_amount(value * gone / stock, currency)
        values.append(upto - taken)
        taken = upto
    return values


@dataclass(frozen=True, slots=True)
class OpenLayer:
    """What is left of one arrival of an item: base units, and their worth in base currency."""

    layer_id: int
    quantity: int
    value: Decimal


def from_layers(
    layers: Iterable[OpenLayer], quantities: Iterable[int], currency: str
) -> tuple[list[Decimal], dict[int, tuple[int, Decimal]]]:
    """What each of several issues of one item is worth, first in, first out, and what each layer gives for it.

    `layers` are the oldest first. Within one as at the average: the last unit takes the rest, so a layer of 0 is
    worth exactly 0. What no layer holds is worth nothing: the caller refuses it.
    """
    values: list[Decimal] = []
    given: dict[int, tuple[int, Decimal]] = {}
    waiting = list(layers)[::-1]
    for quantity in quantities:
        worth, missing = ZERO, quantity
        while missing and waiting:
            layer = waiting[-1]
            before, had = given.get(layer.layer_id, (0, ZERO))
            part = min(missing, layer.quantity - before)
            (value,) = outgoing_values(layer.value - had, layer.quantity - before, [part], currency)
            given[layer.layer_id] = (before + part, had + value)
            worth, missing = worth + value, missing - part
            if before + part == layer.quantity:
                waiting.pop()
        values.append(worth)
    return values, given


def still_lies(arrived: int, since: int, stock: int) -> int:
    """How many of `arrived` base units lie there yet, when `since` came after them and what came first goes first."""
    return min(max(stock - since, 0), arrived)


def late_part(
    cost: Decimal, arrived: int, lying: int, worth: Decimal, currency: str, *, before: int = 0
) -> Decimal:
    """The part of a late cost that belongs to `lying` of what arrived; `before` of it had theirs already.

    A cost taken back (below 0) takes no more than `worth`, what lies there is worth.
    """
    return max(share(cost, arrived, before, lying, currency), -worth)


MOST_PLACES = 5000
_BETWEEN = re.compile(r"\s*(?:\.\.+|…)\s*")
_PARTS = re.compile(r"[0-9]{1,18}|[^0-9]")
_NUMBER, _GREAT, _SMALL = re.compile("[0-9]+"), re.compile("[A-Z]"), re.compile("[a-z]")


def place_codes(pattern: str) -> list[str]:
    """The codes that `A-01-01 .. A-20-40` names, in the order in which one walks: 20 aisles of 40, 800 codes.

    Each number counts by itself and keeps its leading zeros, each letter goes by the alphabet, all else stays as it is.
    A text without two dots is one code. ValueError with a sentence when both ends are not of one form, count
    downwards, or name more than 5,000.
    """
    first, *rest = _BETWEEN.split(pattern.strip())
    if not first or len(rest) > 1:
        raise ValueError("Give one code, or the first and the last with .. between: A-01-01 .. A-20-40.")
    last = rest[0] if rest else first
    if _form(first) != _form(last):
        raise ValueError(f"{first} and {last} are not of one form: the same letters, signs and numbers.")
    choices = [
        _between(low, high) for low, high in zip(_PARTS.findall(first), _PARTS.findall(last), strict=True)
    ]
    if math.prod(len(numbers) for numbers, _ in choices) > MOST_PLACES:
        raise ValueError(f"These are more than {MOST_PLACES} places. Make them in several steps.")
    return ["".join(code) for code in itertools.product(*(map(write, numbers) for numbers, write in choices))]


def _form(code: str) -> list[str]:
    """What both ends must share: a number, a letter, or this very sign."""
    return [_NUMBER.sub("1", _SMALL.sub("a", _GREAT.sub("A", part))) for part in _PARTS.findall(code)]


def _between(low: str, high: str) -> tuple[range, Callable[[int], str]]:
    """The numbers from one to the other, and how each is written."""
    if not _NUMBER.fullmatch(low):
        begin, end, write = ord(low), ord(high), chr
    elif len(low) != len(high) and "0" in (low[0], high[0]):
        raise ValueError(f"Write {low} and {high} with as many digits.")
    else:
        begin, end, write = int(low), int(high), lambda number: str(number).zfill(len(low))
    if begin > end:
        raise ValueError(f"{low} comes after {high}: give the lower one first.")
    return range(begin, end + 1), write


def there_and_back(codes: Sequence[str]) -> list[str]:
    """The codes as one walks them when every second aisle is walked the other way.

    An aisle is what stands before the last sign that is neither letter nor digit: A-01 of A-01-07.
    """
    aisles = [list(walk) for _, walk in itertools.groupby(codes, key=_aisle)]
    return [code for n, walk in enumerate(aisles) for code in (walk[::-1] if n % 2 else walk)]


def _aisle(code: str) -> str:
    return re.split(r"[^0-9A-Za-z]", code[::-1], maxsplit=1)[-1]
