"""Goods counted in pieces and priced by weight: tables of cases."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import (
    expected_milli,
    factor_of_weight,
    is_unlikely,
    milli_of,
    milli_of_kilograms,
    part_of_weight,
    pieces_of,
    shown_weight,
)

WHEEL = factor_of_weight(4500)  # 4.5 kg


@pytest.mark.parametrize(
    ("typed", "milli"),
    [("44.38", 44380), ("44.380", 44380), ("0.001", 1), ("1000000000", 10**12), ("1e1", 10000)],
)
def test_a_weight_is_kept_in_whole_thousandths(typed: str, milli: int) -> None:
    assert milli_of(D(typed)) == milli
    assert shown_weight(milli) == D(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "0.0005", "44.3801", "NaN", "Infinity", "1000000000.001"])
def test_a_weight_that_cannot_be_kept_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        milli_of(D(typed))


@pytest.mark.parametrize(
    ("kilograms", "unit", "milli"),
    [
        ("44.380", "kg", 44380),
        ("0.5", "g", 500_000),
        ("0.45359237", "lb", 1000),
        ("10", "lb", 22046),  # 22.0462262...
        ("1", "oz", 35274),  # 35.2739619...
    ],
)
def test_a_barcode_says_kilograms_and_the_line_its_own_unit(kilograms: str, unit: str, milli: int) -> None:
    assert milli_of_kilograms(D(kilograms), unit) == milli


@pytest.mark.parametrize(
    ("milli", "factor"), [(4500, (2, 9)), (1000, (1, 1)), (250, (4, 1)), (333, (1000, 333))]
)
def test_the_weight_of_a_piece_is_a_unit_of_it(milli: int, factor: tuple[int, int]) -> None:
    assert factor_of_weight(milli) == UnitFactor(*factor)
    assert expected_milli(10, factor_of_weight(milli)) == 10 * milli


@pytest.mark.parametrize(
    ("weight", "pieces"),
    [("45", 10), ("44", 10), ("47.25", 11), ("47.249", 10), ("50", 11), ("0.1", 1), ("2.25", 1), ("6.75", 2)],
)
def test_a_weight_that_is_wanted_becomes_the_nearest_whole_pieces(weight: str, pieces: int) -> None:
    assert pieces_of(D(weight), WHEEL) == pieces


@pytest.mark.parametrize(
    ("milli", "whole", "parts"),
    [(44380, 10, [3, 7]), (44381, 10, [1] * 10), (1, 3, [1, 1, 1]), (0, 2, [1, 1]), (10**12, 7, [2, 2, 3])],
)
def test_the_parts_always_weigh_the_whole(milli: int, whole: int, parts: list[int]) -> None:
    found, before = [], 0
    for part in parts:
        found.append(part_of_weight(milli, whole, before, part))
        before += part
    assert sum(found) == milli
    assert all(abs(one * whole - milli * part) < whole for one, part in zip(found, parts, strict=True))


def test_a_part_of_nothing_weighs_nothing() -> None:
    assert part_of_weight(500, 0, 0, 1) == 0


@pytest.mark.parametrize(
    ("milli", "tolerance", "unlikely"),
    [
        (45000, "0", False),
        (45001, "0", True),
        (49500, "10", False),
        (49501, "10", True),
        (40500, "10", False),
        (40499, "10", True),
        (4500, None, False),
    ],
)
def test_a_weight_outside_the_tolerance_is_unlikely(
    milli: int, tolerance: str | None, unlikely: bool
) -> None:
    assert is_unlikely(milli, 10, WHEEL, None if tolerance is None else D(tolerance)) is unlikely
