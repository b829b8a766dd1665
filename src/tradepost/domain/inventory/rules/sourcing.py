"""From which warehouses an order is served: a choice over what lies there, what comes, and the ways to the customer.

What is there in time is there in stock, or comes on or before the day the line is needed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from uuid import UUID

STOCK = date.min
"""The day of what lies there already."""
MOST = 8
"""So many warehouses are tried in every combination: the first in order."""
_FAR, _DEAR = 2**31, Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line wants, base units; it is parted only in whole `step`s, as it was ordered.

    `warehouse_id`: somebody named where it comes from.
    """

    line_id: UUID
    item_id: UUID
    quantity: int
    needed_on: date
    step: int = 1
    warehouse_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Basket:
    """An order that wants to be served by a rule (parties.rules.SOURCING), from its `own` warehouse among others.

    `whole`: it leaves only when whole, so from one. `parts`: a line may come from several.
    """

    rule: str
    own: UUID
    wishes: Sequence[Wish]
    country: str = ""
    whole: bool = False
    parts: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """From a warehouse to a country; without one, to everywhere else. `cost` of a shipment in base currency."""

    warehouse_id: UUID
    country: str
    distance: int
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Seen:
    """What a warehouse could do for a line when it was asked: base units in stock, and the day of all of it.

    No day: part of it would wait for goods that nobody has ordered.
    """

    warehouse_id: UUID
    name: str
    stock: int
    on: date | None


@dataclass(frozen=True, slots=True)
class Source:
    """Base units of a line from one warehouse, and what all of them could have done, the first choice first."""

    line_id: UUID
    warehouse_id: UUID
    quantity: int
    seen: Sequence[Seen] = ()


@dataclass(slots=True)
class Shelves:
    """Base units that nobody was promised, by warehouse and item, with the day they are there, the earliest first."""

    names: Mapping[UUID, str]
    free: dict[tuple[UUID, UUID], list[tuple[date, int]]] = field(default_factory=dict)

    def copy(self) -> "Shelves":
        """One to try things with."""
        return Shelves(self.names, dict(self.free))

    def until(self, warehouse_id: UUID, item_id: UUID, day: date) -> int:
        """What is there on a day."""
        return sum(units for on, units in self.free.get((warehouse_id, item_id), ()) if on <= day)

    def day_of(self, warehouse_id: UUID, item_id: UUID, quantity: int) -> date | None:
        """When so much is there; None: never, as things stand."""
        for on, units in self.free.get((warehouse_id, item_id), ()):
            quantity -= units
            if quantity <= 0:
                return on
        return None

    def take(self, warehouse_id: UUID, item_id: UUID, quantity: int) -> None:
        """The earliest first, as promises are made; what is not there is not taken."""
        left = []
        for on, units in self.free.get((warehouse_id, item_id), ()):
            part = min(units, quantity)
            quantity -= part
            if units > part:
                left.append((on, units - part))
        self.free[warehouse_id, item_id] = left


Parts = list[tuple[Wish, UUID, int]]


@dataclass(slots=True)
class _Filled:
    """A way to serve a basket: its parts, the units that are there in time and ever, and the day of the last."""

    parts: Parts = field(default_factory=list)
    in_time: int = 0
    ever: int = 0
    last: date = STOCK


def choose(shelves: Shelves, basket: Basket, ways: Sequence[Way]) -> list[Source]:
    """Where each line comes from; `shelves` are emptied by what was chosen, so that the next basket finds the rest.

    Line by line in the order of the rule: the first warehouse that has all of it in time; else parts of those that
    have some; the rest where it is there first. *Least split* and *cheapest* first find the warehouses that together
    have as much as all of them: the fewest, or those whose shipments cost least.
    """
    order = in_order(basket, shelves.names, ways)
    places = _places(shelves, basket, order, ways)
    found = []
    for wish in basket.wishes:
        asked = [] if wish.warehouse_id else [seen(shelves, place, wish) for place in order[:MOST]]
        for _, place, quantity in _fill(shelves, [wish], places, parts=basket.parts).parts:
            found.append(Source(wish.line_id, place, quantity, asked))
    return found


def in_order(basket: Basket, warehouses: Iterable[UUID], ways: Sequence[Way]) -> list[UUID]:
    """The warehouses that may serve a basket, the first choice first; of equals the first in `warehouses`.

    Where any has a way to the country, or to everywhere else, only those that have one, and its own.
    """
    if basket.rule == "one":
        return [basket.own]
    there = _there(basket, ways)
    known = [one for one in warehouses if one == basket.own or one in there or not there]

    def turn(one: UUID) -> tuple[object, ...]:
        way, other = there.get(one), one != basket.own
        distance, cost = (way.distance, way.cost) if way else (_FAR, _DEAR)
        if basket.rule == "own_first":
            return other, distance
        return (cost, other, distance) if basket.rule == "cheapest" else (distance, other)

    return sorted(known, key=turn)


def _there(basket: Basket, ways: Sequence[Way]) -> dict[UUID, Way]:
    """The way of each warehouse to the basket's country, else to everywhere else."""
    found = {way.warehouse_id: way for way in ways if way.country == ""}
    return found | {way.warehouse_id: way for way in ways if way.country == basket.country}


def _places(shelves: Shelves, basket: Basket, order: list[UUID], ways: Sequence[Way]) -> list[UUID]:
    if len(order) == 1 or not basket.wishes:
        return order
    if basket.whole:
        return [_one(shelves, basket, order)]
    if basket.rule not in ("least_split", "cheapest"):
        return order
    first = order[:MOST]
    sets = [places for size in range(1, len(first) + 1) for places in combinations(first, size)]
    if basket.rule == "cheapest":
        costs = {place: way.cost for place, way in _there(basket, ways).items()}
        sets.sort(key=lambda places: (sum(costs.get(place, _DEAR) for place in places), len(places)))
    best = _fill(shelves.copy(), basket.wishes, first, parts=basket.parts)
    for places in sets:
        tried = _fill(shelves.copy(), basket.wishes, places, parts=basket.parts)
        if (tried.in_time, tried.ever) >= (best.in_time, best.ever):
            return list(places)
    return first


def _one(shelves: Shelves, basket: Basket, order: list[UUID]) -> UUID:
    """The one warehouse from which all of it leaves: where most of it is ever there, and that soonest."""
    named = [wish.warehouse_id for wish in basket.wishes if wish.warehouse_id is not None]
    if named:
        return named[0]
    needed = max(wish.needed_on for wish in basket.wishes)

    def turn(place: UUID) -> tuple[int, date]:
        tried = _fill(shelves.copy(), basket.wishes, [place], parts=False)
        return -tried.ever, max(tried.last, needed)

    return min(order, key=turn)


def _fill(shelves: Shelves, wishes: Sequence[Wish], places: Sequence[UUID], *, parts: bool) -> _Filled:
    filled = _Filled()
    for wish in wishes:
        for place, quantity in _from(shelves, wish, places, parts):
            filled.in_time += min(shelves.until(place, wish.item_id, wish.needed_on), quantity)
            filled.ever += min(shelves.until(place, wish.item_id, date.max), quantity)
            filled.last = max(filled.last, shelves.day_of(place, wish.item_id, quantity) or date.max)
            shelves.take(place, wish.item_id, quantity)
            filled.parts.append((wish, place, quantity))
    return filled


def _from(shelves: Shelves, wish: Wish, places: Sequence[UUID], parts: bool) -> list[tuple[UUID, int]]:
    if wish.warehouse_id is not None:
        return [(wish.warehouse_id, wish.quantity)]
    in_time = {place: shelves.until(place, wish.item_id, wish.needed_on) for place in places}
    for place in places:
        if in_time[place] >= wish.quantity:
            return [(place, wish.quantity)]
    given: dict[UUID, int] = {}
    left = wish.quantity
    for place in places if parts else ():
        if part := min(left, in_time[place]) // wish.step * wish.step:
            given[place] = part
            left -= part
    if left:
        # Of equals who sends some of it anyway.
        those = [*given, *(place for place in places if place not in given)]
        place = _soonest(shelves, wish, those, {place: given.get(place, 0) + left for place in places})
        given[place] = given.get(place, 0) + left
    return list(given.items())


def _soonest(shelves: Shelves, wish: Wish, places: Sequence[UUID], wanted: Mapping[UUID, int]) -> UUID:
    """Where so much is there first; where it never is, whoever has most of it; then the first choice."""

    def turn(place: UUID) -> tuple[date, int]:
        day = shelves.day_of(place, wish.item_id, wanted[place])
        lacks = 0 if day else wanted[place] - shelves.until(place, wish.item_id, date.max)
        return day or date.max, lacks

    return min(places, key=turn)


def seen(shelves: Shelves, place: UUID, wish: Wish) -> Seen:
    """What a warehouse could do for a line, as things stand."""
    stock = shelves.until(place, wish.item_id, STOCK)
    return Seen(place, shelves.names[place], stock, shelves.day_of(place, wish.item_id, wish.quantity))
