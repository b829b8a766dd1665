"""Where goods on a dock are put: the item's own bin, then where it lies already, then the nearest free bin."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

A_SHARE, B_SHARE = Decimal("0.80"), Decimal("0.95")
TURNS_DAYS = 90
"""So many days are looked back on to say how fast an item moves."""
_BEHIND = {"A": 0, "B": 1, "C": 2}


def turnover_classes(turnover: Sequence[tuple[UUID, Decimal]]) -> dict[UUID, str]:
    """A, B or C for each item by its turnover: A make up the first 80 percent of it, B the next 15, C the rest.

    The item that crosses a border still belongs above it. What did not move is C.
    """
    total = sum((value for _, value in turnover), Decimal(0))
    found: dict[UUID, str] = {}
    before = Decimal(0)
    for item_id, value in sorted(turnover, key=lambda row: (-row[1], row[0])):
        share = before / total if total else Decimal(1)
        found[item_id] = "C" if not value or share >= B_SHARE else "B" if share >= A_SHARE else "A"
        before += value
    return found


@dataclass(frozen=True, slots=True)
class OnDock:
    """Base units of one item and lot that wait on a dock. `by_lot`: two lots of it do not share a bin."""

    key: int
    item_id: UUID
    lot_id: UUID | None
    quantity: int
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class Bin:
    """A bin that may take goods."""

    place_id: UUID
    code: str
    pick_sequence: int


@dataclass(frozen=True, slots=True)
class FixedFor:
    """A bin of the item's own, with the base units that still fit in; None: no end is known."""

    bin: Bin
    room: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Base units of what waits on a dock to a bin; without one, nothing fits. `why` is a reason's name.

    Reasons: fixed, same_lot, same_item, free_near, free_middle, free_far, nothing_free.
    """

    key: int
    quantity: int
    bin: Bin | None
    why: str


@dataclass
class Bins:
    """What is known of a warehouse: bins by item and (item, lot), the free ones, and where the walk begins."""

    fixed: Mapping[UUID, Sequence[FixedFor]]
    lying: Mapping[tuple[UUID, UUID | None], Sequence[Bin]]
    free: Sequence[Bin]
    near: int = 0
    letters: Mapping[UUID, str] = field(default_factory=dict)


def propose_put_away(waiting: Iterable[OnDock], bins: Bins) -> list[Proposal]:
    """For each in its order one bin, or several where the item's own one is too small for all.

    Fast movers get the free bin that is nearest to where goods are packed; of the free bins the nearest third is
    left to them as long as there is room behind. What one line fills is not offered to the next.
    """
    shelves = _Shelves(bins)
    return [proposal for one in waiting for proposal in shelves.proposals(one)]


class _Shelves:
    """The bins while goods are given to them."""

    def __init__(self, bins: Bins) -> None:
        self.bins = bins
        self.room = {
            (item_id, one.bin.place_id): one.room for item_id, rows in bins.fixed.items() for one in rows
        }
        self.free = sorted(bins.free, key=lambda one: (abs(one.pick_sequence - bins.near), one.code))
        self.taken: set[UUID] = set()
        self.given: dict[tuple[UUID, UUID | None], list[Bin]] = defaultdict(list)

    def proposals(self, one: OnDock) -> list[Proposal]:
        found, left = self._to_fixed(one)
        if left:
            found.append(Proposal(one.key, left, *self._elsewhere(one)))
        return found

    def _to_fixed(self, one: OnDock) -> tuple[list[Proposal], int]:
        found: list[Proposal] = []
        left = one.quantity
        for own in self.bins.fixed.get(one.item_id, ()):
            room = self.room[one.item_id, own.bin.place_id]
            part = left if room is None else min(left, max(room, 0))
            if part:
                found.append(Proposal(one.key, part, own.bin, "fixed"))
                left -= part
            if room is not None:
                self.room[one.item_id, own.bin.place_id] = room - part
        return found, left

    def _elsewhere(self, one: OnDock) -> tuple[Bin | None, str]:
        """Where it lies, and is not a bin of its own that is full; else a free one."""
        own = {row.bin.place_id for row in self.bins.fixed.get(one.item_id, ())}
        kind = (one.item_id, one.lot_id if one.by_lot else None)
        there = [*self.bins.lying.get(kind, ()), *self.given[kind]]
        if same := next((row for row in there if row.place_id not in own), None):
            return same, "same_lot" if one.by_lot else "same_item"
        free, why = self._free(self.bins.letters.get(one.item_id, "C"))
        if free is not None:
            self.taken.add(free.place_id)
            self.given[kind].append(free)
        return free, why

    def _free(self, letter: str) -> tuple[Bin | None, str]:
        begin = -(-len(self.free) * _BEHIND[letter] // 3)
        # Behind its border first, then back towards the front.
        for number in [*range(begin, len(self.free)), *reversed(range(begin))]:
            if self.free[number].place_id not in self.taken:
                third = number * 3 // len(self.free)
                return self.free[number], ("free_near", "free_middle", "free_far")[third]
        return None, "nothing_free"
