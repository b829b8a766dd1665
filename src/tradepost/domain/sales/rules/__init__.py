"""Pure choices about quotes and orders: changes, totals, what is open, how far things are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple
from uuid import UUID

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules import Taxed

# What an order still counts against the credit limit, in base currency: the net of what is neither
# cancelled nor invoiced, with tax (as agreed, where its price includes it), at the order's rate; four decimals.
OPEN_VALUE_SQL = """round(sum(coalesce(l.gross * 100, l.net * (100 + l.tax_rate)) * o.rate
  * (l.quantity - l.cancelled - l.invoiced) / (100 * l.quantity)), 4)"""
# The part of it that was shipped.
UNBILLED_VALUE_SQL = """round(sum(coalesce(l.gross * 100, l.net * (100 + l.tax_rate)) * o.rate
  * greatest(l.shipped - l.invoiced, 0) / (100 * l.quantity)), 4)"""
_FOUR = Decimal("0.0001")


def open_value(lines: Sequence[Taxed], rate: Decimal) -> Decimal:
    """OPEN_VALUE_SQL for lines of which nothing is cancelled or invoiced."""
    with_tax = (line.net * (100 + line.rate) / 100 if line.gross is None else line.gross for line in lines)
    value = sum(with_tax, ZERO) * rate
    return value.quantize(_FOUR, rounding=ROUND_HALF_UP)


def in_base(amount: Decimal, rate: Decimal) -> Decimal:
    """An amount of an order in base currency."""
    return (amount * rate).quantize(_FOUR, rounding=ROUND_HALF_UP)


def freight_tax(lines: Sequence[Taxed]) -> tuple[str, Decimal]:
    """Freight is taxed like the part of the goods that is worth most (a supply follows its main goods)."""
    worth: dict[tuple[str, Decimal], Decimal] = {}
    for line in lines:
        key = (line.code, line.rate)
        worth[key] = worth.get(key, ZERO) + line.net
    return max(worth, key=lambda key: (worth[key], key[0])) if worth else ("", ZERO)


def with_freight(lines: Sequence[Taxed], freight: Decimal, taxed_as: tuple[str, Decimal]) -> list[Taxed]:
    """The amounts a document is taxed on: its lines, and its freight where there is some."""
    return [*lines, Taxed(freight, *taxed_as)] if freight else list(lines)


def is_free(trace: Mapping[str, Any]) -> bool:
    """Whether a line is there because a promotion gave its goods, and not because somebody typed it."""
    return trace.get("source") == "gift"


def progress(done: int, wanted: int) -> str:
    """none, partial or whole: computed from counters, never stored."""
    if done <= 0:
        return "none"
    return "whole" if done >= wanted else "partial"


LINE_KINDS = ("firm", "optional", "alternative")
"""What a line of a quote is: offered as such; to be taken or not; one of a group of which one may be taken."""
MOST_SECTION = 120


class Stand(NamedTuple):
    """How a line stands in a quote: in the total while it is `chosen`, as a firm one always is."""

    kind: str = "firm"
    choice: str = ""
    chosen: bool = True
    net: Decimal = ZERO


def options_net(lines: Sequence[Stand]) -> Decimal:
    """What would come on top: every option that is not chosen, and the dearest of each group that is undecided."""
    decided = {line.choice for line in lines if line.kind == "alternative" and line.chosen}
    dearest: dict[str, Decimal] = {}
    for line in lines:
        if line.kind == "alternative" and line.choice not in decided:
            dearest[line.choice] = max(dearest.get(line.choice, ZERO), line.net)
    optional = (line.net for line in lines if line.kind == "optional" and not line.chosen)
    return sum(optional, ZERO) + sum(dearest.values(), ZERO)


def faults_of_stands(stands: Sequence[tuple[str, Stand]]) -> dict[str, str]:
    """What is wrong with sections, kinds and choices of lines (section, stand), as `lines.<n>.<field>`."""
    faults: dict[str, str] = {}
    taken: set[str] = set()
    for place, (section, line) in enumerate(stands):
        if len(section) > MOST_SECTION:
            faults[f"lines.{place}.section"] = f"At most {MOST_SECTION} characters."
        if line.kind not in LINE_KINDS:
            faults[f"lines.{place}.kind"] = f"One of {', '.join(LINE_KINDS)}."
        elif line.kind == "alternative" and not 0 < len(line.choice) <= MOST_SECTION:
            faults[f"lines.{place}.choice"] = "Name the group of which it is one."
        elif line.kind != "alternative" and line.choice:
            faults[f"lines.{place}.choice"] = "Only an alternative is one of a group."
        elif line.kind == "alternative" and line.chosen and line.choice in taken:
            faults[f"lines.{place}.choice"] = "One of a group may be chosen."
        if line.kind == "alternative" and line.chosen:
            taken.add(line.choice)
    return faults


def parts_to_order(
    left: Sequence[tuple[UUID, int]], wanted: Sequence[tuple[UUID, int]] | None
) -> tuple[dict[UUID, int], dict[str, str]]:
    """Base units by line in the order of the lines, all that is left unless parts are named; and what is wrong."""
    open_now = dict(left)
    if wanted is None:
        return {line: quantity for line, quantity in left if quantity > 0}, {}
    asked: dict[UUID, int] = {}
    faults: dict[str, str] = {}
    for place, (line, quantity) in enumerate(wanted):
        most = open_now.get(line, 0)
        if line in asked or not 0 < quantity <= most:
            faults[f"parts.{place}"] = (
                f"At most {most} are left." if most else "Nothing is left of this line."
            )
        asked[line] = quantity
    return {line: asked[line] for line, _ in left if line in asked}, faults


LOST_FOR = {
    "price": "Too dear",
    "delivery": "Not there in time",
    "competitor": "Bought elsewhere",
    "range": "Not the right goods",
    "postponed": "Put off",
    "no_answer": "No answer",
}
"""Reasons why quotes are declined that every company begins with; a row of the same code stands in its place."""


class Lost(NamedTuple):
    """A reason why quotes are declined."""

    code: str
    name: str
    is_open: bool = True


def lost_reasons(own: Iterable[Lost]) -> list[Lost]:
    """The shipped reasons as the company has changed them, then its own."""
    by_code = {code: Lost(code, name) for code, name in LOST_FOR.items()}
    return list((by_code | {one.code: one for one in own}).values())


class QuotedLine(NamedTuple):
    """A line of a quote as its customer reads it."""

    item_id: UUID
    sku: str
    name: str
    typed_quantity: Decimal
    unit: str
    unit_price: Decimal
    discount_percent: Decimal
    requested_on: date | None
    note: str
    net: Decimal
    section: str = ""
    kind: str = "firm"
    choice: str = ""
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class LineChange:
    """What one revision did to a line: added, removed, or changed; `fields` maps to (before, after)."""

    kind: str
    sku: str
    name: str
    fields: dict[str, tuple[object, object]]


_READ = (
    "name",
    "typed_quantity",
    "unit",
    "unit_price",
    "discount_percent",
    "requested_on",
    "note",
    "net",
    "section",
    "kind",
    "choice",
    "chosen",
)


def changes_between(before: Sequence[QuotedLine], after: Sequence[QuotedLine]) -> list[LineChange]:
    """What changed from one revision to the next, in the order of the new one, then what is gone.

    A line is the same line when it is the same item: the first of an item with the first, and so on.
    """
    old, new = _counted(before), _counted(after)
    keys = [*new, *(key for key in old if key not in new)]
    return [change for key in keys if (change := _change(old.get(key), new.get(key))) is not None]


def _change(was: QuotedLine | None, now: QuotedLine | None) -> LineChange | None:
    fields: dict[str, tuple[object, object]] = {
        name: (getattr(was, name, None), getattr(now, name, None))
        for name in _READ
        if was is None or now is None or getattr(was, name) != getattr(now, name)
    }
    line = now or was
    if not fields or line is None:
        return None
    return LineChange(
        "added" if was is None else "removed" if now is None else "changed", line.sku, line.name, fields
    )


def _counted(lines: Sequence[QuotedLine]) -> dict[tuple[UUID, int], QuotedLine]:
    seen: dict[UUID, int] = {}
    counted = {}
    for line in lines:
        seen[line.item_id] = seen.get(line.item_id, 0) + 1
        counted[line.item_id, seen[line.item_id]] = line
    return counted
