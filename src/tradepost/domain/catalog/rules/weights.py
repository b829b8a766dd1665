"""Goods counted in pieces and priced by what they weigh. Told in docs/algorithms/catch-weight.md.

Weights are whole thousandths of the unit they are priced in: grams of a kg. Nothing is float.
"""

from decimal import Decimal
from fractions import Fraction

from tradepost.base.units import UnitFactor

WEIGHT_UNITS = ("kg", "g", "lb", "oz")
"""The units by which goods may be priced."""
_KILOGRAMS = {
    "kg": Fraction(1),
    "g": Fraction(1, 1000),
    "lb": Fraction(45359237, 10**8),
    "oz": Fraction(45359237, 16 * 10**8),
}
"""The pound is exactly 0.45359237 kg (1959)."""
_GRAMS_A_MILLI = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lb": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
}
MOST_WEIGHT = 10**12
_MILLI = 1000


def milli_of(typed: Decimal) -> int:
    """A weight as typed in thousandths of its unit. ValueError: not above 0, too much, or finer than that."""
    if not typed.is_finite() or typed <= 0:
        raise ValueError("A weight is more than 0.")
    exact = Fraction(typed) * _MILLI
    if exact.denominator != 1:
        raise ValueError("A weight has at most three decimal places.")
    if exact > MOST_WEIGHT:
        raise ValueError("This is too much for one line.")
    return int(exact)


def shown_weight(milli: int) -> Decimal:
    """Thousandths in their unit: 44380 is 44.380."""
    return Decimal(milli).scaleb(-3)


def milli_of_kilograms(kilograms: Decimal, unit: str) -> int:
    """What a barcode says in kilograms, in thousandths of another unit, rounded half up."""
    exact = Fraction(kilograms) / _KILOGRAMS[unit] * _MILLI
    return int(exact + Fraction(1, 2))


def grams_of(milli: int, unit: str) -> Decimal:
    """Thousandths of a unit of weight in grams, exact."""
    return milli * _GRAMS_A_MILLI[unit]


def factor_of_weight(milli_a_piece: int) -> UnitFactor:
    """How many base units make one of the unit of weight: of cheese at 4.5 kg a wheel, 2/9 of a wheel make a kg."""
    exact = Fraction(_MILLI, milli_a_piece)
    return UnitFactor(exact.numerator, exact.denominator)


def expected_milli(pieces: int, factor: UnitFactor) -> int:
    """What so many base units should weigh, in thousandths, by the factor of their unit of weight."""
    return int(Fraction(pieces * _MILLI) / factor.value + Fraction(1, 2))


def pieces_of(weight: Decimal, factor: UnitFactor) -> int:
    """The base units that come nearest to a weight that somebody wants, at least one. Half of one is one more."""
    return max(1, int(Fraction(weight) * factor.value + Fraction(1, 2)))


def part_of_weight(milli: int, whole: int, before: int, part: int) -> int:
    """What `part` of `whole` pieces weigh that weigh `milli` together, when `before` pieces are gone already.

    Cumulative: the parts always weigh the whole together, whatever their sizes.
    """
    if whole <= 0:
        return 0
    return _nearest(milli * (before + part), whole) - _nearest(milli * before, whole)


def _nearest(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def percent_text(percent: Decimal | None) -> str:
    """10.00 is "10", 2.50 is "2.5"."""
    return "" if percent is None else f"{percent.normalize():f}"


def is_unlikely(milli: int, pieces: int, factor: UnitFactor, tolerance_percent: Decimal | None) -> bool:
    """Whether so many pieces weigh more or less than their item allows; None: nobody said what it allows."""
    if tolerance_percent is None:
        return False
    should = Fraction(pieces * _MILLI) / factor.value
    return abs(milli - should) * 100 > should * Fraction(tolerance_percent)
