"""Cases, inners, pallets, kilograms: what is typed in any unit comes back exactly, and what is not whole is refused."""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor, from_base, to_base

TIMES = 1_000_000 if os.environ.get("SOAK") else 20_000
MOST = 2**53


def drawn(dice: Random) -> tuple[UnitFactor, int]:
    """A unit of any size, a third of them no whole number of base units, and a quantity in base units."""
    below = dice.choice((1, 1, dice.randint(2, 1000)))
    factor = UnitFactor(dice.randint(1, 10 ** dice.randint(1, 6)), below)
    return factor, dice.randint(1, 10 ** dice.randint(1, 12))


def test_many_random_conversions_lose_nothing() -> None:
    dice, refused = Random(7), 0
    for _ in range(TIMES):
        factor, pieces = drawn(dice)
        typed = from_base(pieces, factor)
        assert typed * factor.value == pieces
        # What a person may type has up to six places.
        shown = Decimal(typed.numerator) / Decimal(typed.denominator)
        if Fraction(round(shown, 6)) == typed:
            assert to_base(round(shown, 6), factor) == pieces
        whole = dice.randint(1, 10_000)
        exact = whole * factor.value
        if exact.denominator == 1 and exact <= MOST:
            assert from_base(to_base(whole, factor), factor) == whole
        else:
            refused += 1
            with pytest.raises(Invalid):
                to_base(whole, factor)
    assert TIMES / 10 < refused < TIMES / 2


@pytest.mark.parametrize(
    ("typed", "factor", "pieces"),
    [
        (Decimal("2.5"), UnitFactor(12), 30),
        (Decimal("0.25"), UnitFactor(48), 12),
        (Decimal(3), UnitFactor(1, 3), 1),
        (Decimal("1.234"), UnitFactor(1000), 1234),
        (Decimal("0.000001"), UnitFactor(1_000_000), 1),
    ],
)
def test_a_typed_quantity_is_so_many_base_units(typed: Decimal, factor: UnitFactor, pieces: int) -> None:
    assert to_base(typed, factor) == pieces
    assert from_base(pieces, factor) == Fraction(typed)


@pytest.mark.parametrize(
    ("typed", "factor"),
    [
        (Decimal("0.5"), UnitFactor(1)),
        (Decimal(1), UnitFactor(1, 3)),
        (Decimal(0), UnitFactor(12)),
        (Decimal(-1), UnitFactor(12)),
        (Decimal(10**15), UnitFactor(12)),
    ],
)
def test_what_makes_no_whole_base_units_is_refused(typed: Decimal, factor: UnitFactor) -> None:
    with pytest.raises(Invalid):
        to_base(typed, factor)
