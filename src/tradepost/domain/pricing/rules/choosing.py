"""Which price row decides the price of a line. Pure: no database, no clock.

The order in which prices win is told in docs/algorithms/pricing.md.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules.exact import EXACT, as_price, less
from tradepost.domain.pricing.rules.inclusive import price_within

COUNTED = ("line", "item", "mix")
"""What reaches a minimum quantity: the line, all lines of its item, or all lines of a mixed group."""


class Candidate(NamedTuple):
    """A price row that might decide the price of one item for one customer.

    `place` orders the lists (0 wins over 1); `depth` is 0 for a row of the item itself, 1 for its category, 2 for the
    category above, BRAND_DEPTH for its brand. `unit` is "" for the base unit. `minimum_quantity` counts base units,
    of what `counted` says; `mix` names the group they are counted in. `amount` is a price per `unit` (fixed) or
    percent off the list price. Validity is half-open. No discount touches what `is_net`. `left` base units of row
    `row_id` may still be sold at it (None: any number). `with_tax`: its list includes tax. A percentage is off the
    list price, which never does.
    """

    price_list: str
    place: int
    is_base: bool
    depth: int
    unit: str
    minimum_quantity: int
    kind: str
    amount: Decimal
    valid_from: date | None
    valid_until: date | None
    counted: str = "line"
    mix: str = ""
    is_net: bool = False
    row_id: str | None = None
    left: int | None = None
    with_tax: bool = False

    @property
    def is_gross(self) -> bool:
        """Whether its amount is a price that includes tax."""
        return self.with_tax and self.kind == "fixed"

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or self.valid_until > on
        )


class Reached(NamedTuple):
    """Base units of a line, of its item over the whole order, and of each mixed group, by (list, group)."""

    line: int
    item: int
    mixes: Mapping[tuple[str, str], int]

    def by(self, candidate: Candidate) -> int:
        """What counts toward the minimum of a row."""
        if candidate.counted == "line":
            return self.line
        if candidate.counted == "item":
            return self.item
        return self.mixes.get((candidate.price_list, candidate.mix), self.line)


class Loser(NamedTuple):
    """A row that lost, why, and the number that tells: what was reached, or what is left of its quota."""

    candidate: Candidate
    why: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What `choose` found, both prices per asked unit, with everything needed to say why.

    `unit_price` is None when nothing applies; `list_price` is None when the base list is silent. `reached` is what
    counted for the winner, `left` what its quota had left before this line. `gross_price` is what a list that includes
    tax asks; `unit_price` is then its net equivalent.
    """

    unit_price: Decimal | None
    list_price: Decimal | None
    winner: Candidate | None
    losers: tuple[Loser, ...] = ()
    reached: int = 0
    left: int | None = None
    gross_price: Decimal | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether another list than the base list decided."""
        return self.winner is not None and not self.winner.is_base

    @property
    def is_net(self) -> bool:
        """Whether no discount touches this price."""
        return self.winner is not None and self.winner.is_net


@dataclass
class Quotas:
    """What is left of quotas while the lines of an order are priced one after the other."""

    left: MutableMapping[str | None, int] = field(default_factory=dict)

    def copy(self) -> "Quotas":
        """The same, from which may be taken without this one knowing."""
        return Quotas(dict(self.left))

    def of(self, candidate: Candidate) -> int | None:
        """What is left of a row's quota now; None: it has none."""
        return None if candidate.left is None else self.left.get(candidate.row_id, candidate.left)

    def take(self, candidate: Candidate, quantity: int) -> None:
        """Let a line have it."""
        left = self.of(candidate)
        if left is not None:
            self.left[candidate.row_id] = left - quantity


def choose(
    candidates: Sequence[Candidate],
    *,
    reached: Reached,
    unit: str,
    factor: UnitFactor,
    on: date,
    quotas: Quotas | None = None,
    included: Decimal = ZERO,
) -> Choice:
    """The price of a line asked in `unit` ("" is the base unit) on a day.

    First the list that stands first, in it the most particular row: the item before its category and brand, the asked
    unit before a conversion, the largest quantity break reached, the newest. A row with a quota has it for lines that
    are covered whole; `quotas` says what is left and is not changed. `included` is the tax, percent, in prices of
    lists that include it: they stand by their net equivalent.
    """
    quotas = quotas or Quotas()
    fitting: list[Candidate] = []
    losers: list[Loser] = []
    for candidate in candidates:
        why, number = _unfit(candidate, reached, unit, on, quotas)
        if why:
            losers.append(Loser(candidate, why, number))
        else:
            fitting.append(candidate)
    fitting.sort(key=lambda candidate: _order(candidate, included))
    listed = next((c for c in fitting if c.is_base and c.kind == "fixed"), None)
    list_price = None if listed is None else in_unit(listed.amount, factor if listed.unit == "" else None)
    winner = next((c for c in fitting if c.kind == "fixed" or list_price is not None), None)
    if winner is None:
        return Choice(None, None, None, (*(Loser(c, "no_list_price") for c in fitting), *losers))
    beaten = (Loser(c, _beaten_by(winner, c, list_price)) for c in fitting if c is not winner)
    price = price_by(winner.kind, winner.amount, winner.unit, factor, list_price or ZERO)
    return Choice(
        price_within(price, included) if winner.is_gross else price,
        list_price,
        winner,
        (*beaten, *losers),
        reached.by(winner),
        quotas.of(winner),
        price if winner.is_gross else None,
    )


def _unfit(
    candidate: Candidate, reached: Reached, unit: str, on: date, quotas: Quotas
) -> tuple[str, int | None]:
    if candidate.unit and candidate.unit != unit:
        return "other_unit", None
    if candidate.valid_until is not None and candidate.valid_until <= on:
        return "ended", None
    if candidate.valid_from is not None and candidate.valid_from > on:
        return "not_yet", None
    if candidate.minimum_quantity > 1:
        counted = reached.by(candidate)
        if candidate.minimum_quantity > counted:
            return "not_reached", counted
    if candidate.left is not None:
        left = quotas.of(candidate) or 0
        if reached.line > left:
            return "quota_used", max(left, 0)
    return "", None


def _order(candidate: Candidate, included: Decimal) -> tuple[int, int, bool, int, int, bool, Decimal]:
    return (
        candidate.place,
        candidate.depth,
        candidate.unit == "",
        -candidate.minimum_quantity,
        -(candidate.valid_from.toordinal() if candidate.valid_from else 0),
        candidate.kind != "fixed",
        price_within(candidate.amount, included) if candidate.is_gross else candidate.amount,
    )


def _beaten_by(winner: Candidate, loser: Candidate, list_price: Decimal | None) -> str:
    if loser.kind == "percent" and list_price is None:
        return "no_list_price"
    if loser.place != winner.place:
        return "later_list"
    if loser.depth != winner.depth:
        return "less_particular"
    if loser.unit != winner.unit:
        return "converted"
    if loser.minimum_quantity != winner.minimum_quantity:
        return "smaller_break"
    return "older" if loser.valid_from != winner.valid_from else "same"


def price_by(kind: str, amount: Decimal, row_unit: str, factor: UnitFactor, list_price: Decimal) -> Decimal:
    """What a row comes to per asked unit: its amount, converted when it is per base unit, or off the list price."""
    if kind == "fixed":
        return in_unit(amount, factor if row_unit == "" else None)
    return as_price(less(list_price, amount))


def in_unit(amount: Decimal, factor: UnitFactor | None) -> Decimal:
    """A price per base unit as a price per unit of `factor`, to six places (None: it is one already)."""
    if factor is None or (factor.numerator == 1 and factor.denominator == 1):
        return amount
    exact = EXACT.divide(EXACT.multiply(amount, Decimal(factor.numerator)), Decimal(factor.denominator))
    return as_price(exact)
