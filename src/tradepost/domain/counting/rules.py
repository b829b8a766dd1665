"""Pure choices of counting: whose number holds, who may approve how much, which items turn over most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

SCOPES = ("warehouse", "zone", "category", "items", "cycle")
"""What a count is about: all, some places, the items of a category, named items, or those whose turn it is."""
CHOSEN_SCOPES = SCOPES[:-1]
"""Those that people ask for."""
SOURCES = ("scan", "screen", "paper")
LINE_STATES = ("open", "counted", "recount")
MOST_PIECES = 10**12
NO_LIMIT_FOR = "owner"


@dataclass(frozen=True, slots=True)
class Taken:
    """One number that somebody counted, with what the books say of its moment.

    `is_stale`: the stock of this line was corrected by hand afterwards, so the number says nothing any more.
    """

    line_id: int
    entry_id: int
    counter: str
    quantity: int
    counted_at: datetime
    expected: int
    is_stale: bool
    unit_value: Decimal

    @property
    def difference(self) -> int:
        """Base units found beyond the books of that moment; below 0: missing."""
        return self.quantity - self.expected


def settled(entries: Iterable[Taken]) -> Taken | None:
    """The number of a line that holds; None: it must be counted again.

    Of each person their newest number speaks. One person alone is believed. Of several, most must have found the
    same difference (not the same quantity: goods may have moved between them), and at least two.
    """
    newest: dict[str, Taken] = {}
    for entry in sorted(entries, key=lambda one: one.entry_id):
        if not entry.is_stale:
            newest[entry.counter.casefold()] = entry
    by_difference: dict[int, list[Taken]] = defaultdict(list)
    for entry in newest.values():
        by_difference[entry.difference].append(entry)
    groups = sorted(by_difference.values(), key=len, reverse=True)
    if not groups:
        return None
    if len(groups) > 1 and (len(groups[0]) < 2 or len(groups[0]) == len(groups[1])):
        return None
    return max(groups[0], key=lambda one: one.entry_id)


def limit_of(roles: Iterable[str], limits: Mapping[str, int], others: int) -> Decimal | None:
    """Up to which worth of differences these roles may approve; None: any. `others`: where none of them is named."""
    held = set(roles)
    if NO_LIMIT_FOR in held:
        return None
    return Decimal(max((most for role, most in limits.items() if role in held), default=others))


@dataclass(frozen=True, slots=True)
class Turn:
    """An item that may be counted: its class, on how many lines it lies, and the days since it was counted last.

    `idle_days` None: it never was.
    """

    item_id: UUID
    letter: str
    lines: int
    idle_days: int | None


def whose_turn(turns: Iterable[Turn], every: Mapping[str, int], most: int) -> list[UUID]:
    """The items to count today, up to `most` lines: those whose days are over, the longest overdue first.

    Overdue is measured in the days of the class; of equals A comes before B. What never was counted comes first.
    One item that alone has more lines is counted alone.
    """

    def overdue(turn: Turn) -> tuple[bool, Decimal, str, UUID]:
        idle = turn.idle_days if turn.idle_days is not None else 0
        return turn.idle_days is not None, -Decimal(idle) / every[turn.letter], turn.letter, turn.item_id

    due = [turn for turn in turns if turn.idle_days is None or turn.idle_days >= every[turn.letter]]
    chosen: list[UUID] = []
    lines = 0
    for turn in sorted(due, key=overdue):
        if chosen and lines + turn.lines > most:
            continue
        if lines >= most:
            break
        chosen.append(turn.item_id)
        lines += turn.lines
    return chosen
