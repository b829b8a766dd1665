"""What sets of goods cost together. Pure: no database, no clock.

The order of evaluation is told in docs/algorithms/pricing.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO, round_amount, shares
from tradepost.domain.pricing.rules.amounts import line_net
from tradepost.domain.pricing.rules.discounts import Beaten, Given
from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED, less

_PERCENT_STEP = Decimal("0.0001")


class Bundle(NamedTuple):
    """A set that an order of one customer might complete on a day: base units of items by their ids.

    All of it costs `price` before tax, or `percent` less; as often as it is complete, at most `most` times (None: any).
    The lowest `priority` is asked first, then the name; an `is_exclusive` one is given alone.
    """

    name: str
    priority: int
    is_exclusive: bool
    parts: Mapping[str, int]
    price: Decimal | None = None
    percent: Decimal | None = None
    most: int | None = None


class Usual(NamedTuple):
    """A line before bundles: base units, as typed, its price and usual discount; `is_open`: it may be of a set."""

    item: str
    quantity: int
    typed_quantity: Decimal
    unit_price: Decimal
    discount: Given
    is_open: bool

    @property
    def whole(self) -> Decimal:
        """What it costs without any discount, exact."""
        return EXACT.multiply(self.typed_quantity, self.unit_price)

    def part(self, quantity: int) -> Decimal:
        """What so many base units of it cost without any discount, exact but for the division."""
        return EXACT.divide(EXACT.multiply(self.whole, Decimal(quantity)), Decimal(self.quantity))


class _Set(NamedTuple):
    """A bundle that is complete: how often, and how many base units it takes of lines by their places."""

    sets: int
    taken: dict[int, int]


def with_bundles(bundles: Iterable[Bundle], lines: Sequence[Usual], currency: str) -> list[Given]:
    """The discount of each line: its usual one, or what a set that it completes takes off it.

    A line is of one set at most. What the set takes off is shared over its lines in proportion to their prices, as a
    percentage of the whole line; of what is not in the set the usual discount comes off. None makes anything dearer.
    """
    found = [line.discount for line in lines]
    used: set[int] = set()
    alone = False
    for bundle in sorted(bundles, key=lambda one: (one.priority, one.name)):
        theirs = [place for place, line in enumerate(lines) if line.is_open and line.item in bundle.parts]
        complete = _complete(bundle, lines, [place for place in theirs if place not in used])
        why = "given_alone" if alone or (used and bundle.is_exclusive) else ""
        if not why and complete is None:
            why = "later" if _complete(bundle, lines, theirs) else "incomplete"
        given = None if why or complete is None else _given(bundle, complete, lines, currency)
        if given is None:
            beaten = Beaten(bundle.name, bundle.percent or ZERO, why or "smaller")
            for place in theirs:
                found[place] = found[place]._replace(losers=(*found[place].losers, beaten))
            continue
        for place, one in given.items():
            # Bundles before it lost on this line, and its usual discount to it.
            found[place] = one._replace(losers=(*_beaten(lines[place].discount), *found[place].losers))
        used |= given.keys()
        alone = bundle.is_exclusive
    return found


def _complete(bundle: Bundle, lines: Sequence[Usual], places: Sequence[int]) -> _Set | None:
    """How often these lines complete the set, and what it takes of each, in their order; None: never."""
    there = dict.fromkeys(bundle.parts, 0)
    for place in places:
        there[lines[place].item] += lines[place].quantity
    sets = min(there[item] // quantity for item, quantity in bundle.parts.items())
    sets = sets if bundle.most is None else min(sets, bundle.most)
    if sets == 0:
        return None
    wanted = {item: quantity * sets for item, quantity in bundle.parts.items()}
    taken = {}
    for place in places:
        item = lines[place].item
        if part := min(wanted[item], lines[place].quantity):
            taken[place] = part
            wanted[item] -= part
    return _Set(sets, taken)


def _given(bundle: Bundle, complete: _Set, lines: Sequence[Usual], currency: str) -> dict[int, Given] | None:
    """The discounts of the lines of a set; None: they cost no more without it."""
    places = sorted(complete.taken, key=lambda place: -lines[place].whole)
    worth = [lines[place].part(complete.taken[place]) for place in places]
    whole = sum(worth, ZERO)
    usual = sum(
        (less(part, lines[place].discount.percent) for place, part in zip(places, worth, strict=True)), ZERO
    )
    asked = less(whole, bundle.percent or ZERO) if bundle.price is None else bundle.price * complete.sets
    price = round_amount(asked, currency)
    if price >= round_amount(usual, currency):
        return None
    found = {}
    left_over = ZERO
    # The dearest line first: a percentage of four places hits each cent of a line below 10,000, and what it misses of
    # a dearer one the next one has.
    for place, own in zip(places, shares(price, worth, currency), strict=True):
        line, taken = lines[place], complete.taken[place]
        rest = round_amount(less(line.part(line.quantity - taken), line.discount.percent), currency)
        wanted = own + rest + left_over
        percent = _percent(wanted, line.whole)
        left_over = wanted - line_net(line.typed_quantity, line.unit_price, percent, ZERO, currency)
        found[place] = Given(
            percent, "bundle", bundle.name, sets=complete.sets, taken=taken, alone=bundle.is_exclusive
        )
    return found


def _percent(wanted: Decimal, whole: Decimal) -> Decimal:
    """What must come off the whole so that so much is left, per cent to four places."""
    if not whole:
        return ZERO
    off = EXACT.multiply(EXACT.divide(whole - wanted, whole), HUNDRED)
    return min(max(off.quantize(_PERCENT_STEP, ROUND_HALF_UP), ZERO), HUNDRED)


def _beaten(usual: Given) -> tuple[Beaten, ...]:
    """The usual discount of a line that is of a set, among the losers."""
    return (Beaten(usual.name, usual.percent, "in_a_set"),) if usual.percent else ()
