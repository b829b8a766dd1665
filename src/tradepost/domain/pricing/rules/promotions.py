"""Which goods come free with an order. Pure: no database, no clock.

The order of evaluation is told in docs/algorithms/pricing.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.pricing.rules.goods import speaks_of


class Promotion(NamedTuple):
    """Free goods that an order of one customer might bring on a day; quantities in base units.

    Bought must be `buy_quantity` of the goods it speaks of, or goods worth `minimum_value`; `item` is the id it is
    for, `categories` those whose items it is for, `brand` the id of one; all None: all goods. `repeats`: for each
    such quantity again, up to `most` free units. An `is_exclusive` one is given alone.
    """

    name: str
    priority: int
    is_exclusive: bool
    item: str | None
    categories: frozenset[str] | None
    buy_quantity: int
    minimum_value: Decimal
    gift: str
    gift_quantity: int
    repeats: bool = False
    most: int | None = None
    brand: str | None = None


class Bought(NamedTuple):
    """A line that may bring free goods: base units, and what it is worth after all discounts."""

    item: str
    category: str | None
    quantity: int
    net: Decimal
    brand: str | None = None


class Gift(NamedTuple):
    """Base units of an item that come free, by which promotion, and what was reached: base units, or a value."""

    item: str
    quantity: int
    promotion: str
    reached: str
    rule: Promotion | None = None


def gifts(promotions: Iterable[Promotion], bought: Sequence[Bought], *, beside: bool = False) -> list[Gift]:
    """What comes free, the lowest priority first; after an exclusive one nothing, beside others no exclusive one.

    `beside`: a set is given already.
    """
    found: list[Gift] = []
    for promotion in sorted(promotions, key=lambda p: (p.priority, p.name)):
        if (found or beside) and promotion.is_exclusive:
            continue
        gift = _gift(promotion, bought)
        if gift is not None:
            found.append(gift)
            if promotion.is_exclusive:
                break
    return found


def _gift(promotion: Promotion, bought: Sequence[Bought]) -> Gift | None:
    lines = [line for line in bought if speaks_of(promotion, line)]
    quantity, value = sum(line.quantity for line in lines), sum((line.net for line in lines), ZERO)
    if not lines or quantity < promotion.buy_quantity or value < promotion.minimum_value:
        return None
    times = quantity // promotion.buy_quantity if promotion.repeats and promotion.buy_quantity else 1
    free = times * promotion.gift_quantity
    if promotion.most is not None:
        free = min(free, promotion.most)
    reached = str(quantity if promotion.buy_quantity else value)
    return Gift(promotion.gift, free, promotion.name, reached, promotion)


def still_free(rule: Mapping[str, Any], bought: Sequence[Bought]) -> int:
    """Base units that the rule of a gift's trace still gives for what is left of an order."""
    categories = rule.get("categories")
    promotion = Promotion(
        "", 0, False, rule.get("item"), None if categories is None else frozenset(categories),
        int(rule["buy"]), Decimal(rule["worth"]), "", int(rule["free"]), bool(rule["repeats"]), rule.get("most"),
        rule.get("brand"),
    )  # fmt: skip
    gift = _gift(promotion, bought)
    return gift.quantity if gift else 0


def _rule(promotion: Promotion) -> dict[str, Any]:
    """What of a promotion decides how much it gives, for the trace."""
    return {
        "item": promotion.item,
        "categories": None if promotion.categories is None else sorted(promotion.categories),
        **({"brand": promotion.brand} if promotion.brand else {}),
        "buy": promotion.buy_quantity,
        "worth": str(promotion.minimum_value),
        "free": promotion.gift_quantity,
        "repeats": promotion.repeats,
        "most": promotion.most,
    }


def gift_trace(gift: Gift, currency: str) -> dict[str, Any]:
    """Why a line costs nothing, as the trace of any line."""
    return {
        "source": "gift",
        "typed": False,
        "quantity": str(gift.quantity),
        "unit_price": "0",
        "discount": "none",
        "net": "0",
        "currency": currency,
        "promotion": gift.promotion,
        "reached": gift.reached,
        **({"rule": _rule(gift.rule)} if gift.rule else {}),
        "losers": [],
    }
