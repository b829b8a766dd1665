"""Which discount a line gets, and which the whole order. Pure: no database, no clock.

The order of evaluation is told in docs/algorithms/pricing.md.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules.choosing import Choice
from tradepost.domain.pricing.rules.goods import Goods, speaks_of

DISCOUNT_KINDS = ("line", "order")
USUAL_PRIORITY = 100


class Discount(NamedTuple):
    """A discount rule that might apply to an order of one customer on a day.

    `item` is the id it is for, `categories` those whose items it is for, `brand` the id of one; all None: all goods.
    An `order` discount asks for goods worth `minimum_value`. `on_agreed`: also on prices of other lists than the base
    list. The lowest `priority` wins, then the largest percentage.
    """

    name: str
    kind: str
    percent: Decimal
    priority: int = USUAL_PRIORITY
    item: str | None = None
    categories: frozenset[str] | None = None
    minimum_value: Decimal = ZERO
    on_agreed: bool = False
    brand: str | None = None


class Beaten(NamedTuple):
    """A discount that was not given, and why; the customer's own has no name."""

    name: str
    percent: Decimal
    why: str


class Given(NamedTuple):
    """The percentage given, where it came from (typed, customer, rule, bundle, none), and what lost.

    Of a bundle: how many `sets` are complete, how many base units of the line it has `taken`, whether it is given
    `alone`.
    """

    percent: Decimal
    source: str
    name: str = ""
    losers: tuple[Beaten, ...] = ()
    sets: int = 0
    taken: int = 0
    alone: bool = False


NO_DISCOUNT = Given(ZERO, "none")


def line_discount(
    discounts: Iterable[Discount],
    choice: Choice,
    *,
    goods: Goods,
    own: Decimal,
    typed_price: bool,
    typed: Decimal | None,
    is_net: bool = False,
) -> Given:
    """The discount of a line: what was typed, else the first of the rules that speak of it and the customer's `own`.

    The customer's own discount, and rules that do not say otherwise, are for list prices. None touches a typed or a
    net price.
    """
    speaking = [
        *([Discount("", "line", own)] if own else []),
        *(d for d in discounts if d.kind == "line" and speaks_of(d, goods)),
    ]
    if not speaking:
        return NO_DISCOUNT if typed is None else Given(typed, "typed")

    def unfit(discount: Discount) -> str:
        if typed is not None:
            return "typed_over"
        if is_net or choice.is_net:
            return "net_price"
        if typed_price:
            return "typed_price"
        return "agreed_price" if choice.is_agreed and not discount.on_agreed else ""

    return _first(speaking, unfit, typed)


def order_discount(discounts: Iterable[Discount], *, typed: Decimal, value: Callable[[], Decimal]) -> Given:
    """The discount on the whole order: what was typed, else the first of those whose value of goods is reached."""
    speaking = [d for d in discounts if d.kind == "order"]
    if not speaking:
        return Given(typed, "typed") if typed else NO_DISCOUNT
    worth = value()

    def unfit(discount: Discount) -> str:
        if typed:
            return "typed_over"
        return "value_not_reached" if discount.minimum_value > worth else ""

    return _first(speaking, unfit, typed or None)


def _first(speaking: Sequence[Discount], unfit: Callable[[Discount], str], typed: Decimal | None) -> Given:
    ranked = sorted(speaking, key=lambda d: (d.priority, -d.percent, d.name))
    faults = [unfit(d) for d in ranked]
    winner = next((d for d, why in zip(ranked, faults, strict=True) if not why), None)
    losers = tuple(
        Beaten(d.name, d.percent, why or ("later" if winner and d.priority > winner.priority else "smaller"))
        for d, why in zip(ranked, faults, strict=True)
        if d is not winner
    )
    if typed is not None:
        return Given(typed, "typed", "", losers)
    if winner is None:
        return Given(ZERO, "none", "", losers)
    return Given(winner.percent, "rule" if winner.name else "customer", winner.name, losers)
