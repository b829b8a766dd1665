"""Decimal arithmetic that never rounds on the way."""

from decimal import ROUND_HALF_UP, Context, Decimal

# Wide enough that no product of a quantity, a price and three percentages is ever rounded on the way.
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
HUNDRED = Decimal(100)
_PRICE_STEP = Decimal("0.000001")


def as_price(exact: Decimal) -> Decimal:
    """A unit price, to six places, half away from zero."""
    return exact.quantize(_PRICE_STEP, ROUND_HALF_UP)


def less(amount: Decimal, percent: Decimal) -> Decimal:
    """`amount` less `percent`, exact."""
    return EXACT.divide(EXACT.multiply(amount, HUNDRED - percent), HUNDRED) if percent else amount
