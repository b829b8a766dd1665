"""Which lots a demand gets: rules refuse, wishes come first, and of the rest what is over first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from tradepost.domain.inventory.rules import spread

AGES = ("", "not_older", "not_newer")
"""How old goods may be beside those delivered last: no matter; at least as young; at most as young."""
MOST_SEEN = 12
"""So many lots are told of one demand: those it wished or got, then those that came first."""


@dataclass(frozen=True, slots=True)
class Aged:
    """How old a lot is: the day it is over, where it has one, else when its first goods came."""

    code: str
    over_on: date | None
    since: datetime

    def is_older(self, than: "Aged") -> bool:
        """Whether it is; lots without a day are held against each other by when they came."""
        if self.over_on is not None and than.over_on is not None:
            return self.over_on < than.over_on
        return self.since < than.since


@dataclass(frozen=True, slots=True)
class LotWish:
    """What a demand wants of its lots, beside that they last.

    What is there of the lots in `named`, then of those in `again`, comes first, in their order. No lot is older, or
    newer, than `than`, as `age` says. `one_lot`: no second one beside it.
    """

    named: tuple[UUID, ...] = ()
    again: tuple[UUID, ...] = ()
    age: str = ""
    than: Aged | None = None
    one_lot: bool = False

    @property
    def first(self) -> tuple[UUID, ...]:
        """All lots that come first."""
        return tuple(dict.fromkeys((*self.named, *self.again)))


NO_WISH = LotWish()


@dataclass(frozen=True, slots=True)
class Free:
    """What is free of an item in one place and lot, base units."""

    item_id: UUID
    balance_id: int
    place_id: UUID
    place_code: str
    pick_sequence: int
    lot_id: UUID | None
    lot_code: str
    free: int
    over_on: date | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Want:
    """What is to be set aside for a demand, base units, of lots that last so many days; `only`: of this lot, no other.

    Of the lot it names it need not last.
    """

    demand_id: UUID
    item_id: UUID
    quantity: int
    shelf_days: int = 0
    only: UUID | None = None
    wish: LotWish = NO_WISH

    def refuses(self, row: Free, today: date) -> str:
        """The rule by which nothing of it is taken; empty when it may be."""
        if self.only is not None and row.lot_id != self.only:
            return "another"
        until = today + timedelta(days=0 if self.only else self.shelf_days)
        if row.over_on is not None and row.over_on < until:
            return "over_soon"
        than = self.wish.than
        if row.since is None or than is None:
            return ""
        lot = Aged(row.lot_code, row.over_on, row.since)
        if self.wish.age == "not_older" and lot.is_older(than):
            return "older"
        return "newer" if self.wish.age == "not_newer" and than.is_older(lot) else ""


@dataclass(frozen=True, slots=True)
class SeenLot:
    """A lot that was looked at: what was free of it, what was taken, base units, and why (not).

    Taken: `wished`, `again` (as delivered last), `one_lot`, `first` (over first). Not: `another` was asked for,
    `over_soon`, `older`, `newer`, `not_whole` (one lot only, and it has less), `others` took it, `later` ones are not
    needed, `none_here`, or the state of a lot that is stopped.
    """

    lot_id: UUID
    code: str
    over_on: date | None
    free: int
    taken: int
    why: str


Part = tuple[UUID, Free, int]
"""A demand, from where, and how much, base units."""


@dataclass
class _Bench:
    """What is left on the shelves while one after the other is served."""

    shelves: Mapping[UUID, Sequence[Free]]
    today: date
    left: dict[int, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    served: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self.left = {row.balance_id: row.free for rows in self.shelves.values() for row in rows}

    def fitting(self, want: Want) -> list[Free]:
        """The rows it may be served from, what is wished first."""
        rows = [row for row in self.shelves.get(want.item_id, ()) if not want.refuses(row, self.today)]
        if not (first := want.wish.first):
            return rows
        turn = {lot_id: n for n, lot_id in enumerate(first)}
        # sorted() keeps the order of the others.
        return sorted(rows, key=lambda row: turn.get(row.lot_id, len(turn)) if row.lot_id else len(turn))

    def take(self, want: Want, rows: Iterable[Free]) -> None:
        missing = want.quantity - self.served[want.demand_id]
        taken, _ = spread(missing, ((row, self.left[row.balance_id]) for row in rows))
        for row, part in taken:
            self.left[row.balance_id] -= part
            self.served[want.demand_id] += part
            self.parts.append((want.demand_id, row, part))

    def take_of_one(self, want: Want) -> None:
        """Of the first lot that has all of it; where none has, of the one that has most."""
        rows: dict[UUID | None, list[Free]] = defaultdict(list)
        for row in self.fitting(want):
            rows[row.lot_id].append(row)
        there = {lot_id: sum(self.left[row.balance_id] for row in those) for lot_id, those in rows.items()}
        enough = [lot_id for lot_id, units in there.items() if units >= want.quantity]
        if rows:
            # max() keeps the first of equals.
            self.take(want, rows[enough[0] if enough else max(there, key=lambda lot_id: there[lot_id])])


def choose(
    shelves: Mapping[UUID, Sequence[Free]], wants: Sequence[Want], today: date
) -> tuple[list[Part], dict[UUID, list[SeenLot]]]:
    """Whence each demand is served, and which lots were looked at for it.

    `shelves` stand by item in the order in which they are emptied. Who names a lot is served before all, who wishes
    one has it before those who take any; then who wants goods that last takes before those who take what is over soon.
    """
    bench = _Bench(shelves, today)
    in_turn = sorted(wants, key=lambda want: (want.only is None, -want.shelf_days))
    for want in in_turn:
        if want.wish.one_lot and want.wish.first:
            bench.take_of_one(want)
        elif want.only or want.wish.first:
            first = want.wish.first
            bench.take(want, [row for row in bench.fitting(want) if want.only or row.lot_id in first])
    for want in in_turn:
        if not want.wish.one_lot:
            bench.take(want, bench.fitting(want))
        elif not want.wish.first:
            bench.take_of_one(want)
    return bench.parts, _seen(bench, wants)


def _seen(bench: _Bench, wants: Sequence[Want]) -> dict[UUID, list[SeenLot]]:
    taken: dict[UUID, dict[UUID | None, int]] = defaultdict(lambda: defaultdict(int))
    for demand_id, row, part in bench.parts:
        taken[demand_id][row.lot_id] += part
    return {want.demand_id: _seen_by(bench, want, taken[want.demand_id]) for want in wants}


def _seen_by(bench: _Bench, want: Want, taken: Mapping[UUID | None, int]) -> list[SeenLot]:
    rows: dict[UUID, list[Free]] = defaultdict(list)
    for row in bench.shelves.get(want.item_id, ()):
        if row.lot_id is not None:
            rows[row.lot_id].append(row)
    first = [lot_id for lot_id in (*want.wish.first, *taken) if lot_id in rows]
    in_order = [lot_id for lot_id in dict.fromkeys((*first, *rows)) if lot_id is not None]
    told = []
    for lot_id in in_order[: max(MOST_SEEN, len(set(first)))]:  # those wished or taken always
        head, free = rows[lot_id][0], sum(row.free for row in rows[lot_id])
        had = taken.get(lot_id, 0)
        left = sum(bench.left[row.balance_id] for row in rows[lot_id])
        why = _why_taken(want, lot_id) if had else _why_not(want, head, left, bench.today)
        told.append(SeenLot(lot_id, head.lot_code, head.over_on, free, had, why))
    return told


def _why_taken(want: Want, lot_id: UUID) -> str:
    if want.only or lot_id in want.wish.named:
        return "wished"
    if lot_id in want.wish.again:
        return "again"
    return "one_lot" if want.wish.one_lot else "first"


def _why_not(want: Want, row: Free, left: int, today: date) -> str:
    if rule := want.refuses(row, today):
        return rule
    if not left:
        return "others"
    return "not_whole" if want.wish.one_lot and left < want.quantity else "later"
