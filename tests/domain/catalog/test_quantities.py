"""In which quantities items are sold: tables of cases, worked by hand."""

from __future__ import annotations

import pytest

from tradepost.domain.catalog.rules import Pack, Selling, fitted

CASE, LAYER, PALLET = Pack("case", 12), Pack("layer", 60), Pack("pallet", 480)
PLAIN = Selling()
LEAST = Selling(minimum=6)
FIVES = Selling(minimum=10, increment=5)
CASES = Selling(sold_by=CASE)
MIXED = Selling(increment=8, sold_by=CASE)
LAYERS = Selling(round_to=LAYER)
BOTH = Selling(minimum=100, sold_by=CASE, round_to=LAYER)


def up(selling: Selling) -> Selling:
    return Selling(selling.minimum, selling.increment, "piece", selling.sold_by, selling.round_to, "up")


def nearest(selling: Selling) -> Selling:
    return Selling(selling.minimum, selling.increment, "piece", selling.sold_by, selling.round_to, "nearest")


@pytest.mark.parametrize(
    ("selling", "asked", "typed_in", "quantity", "code", "refused"),
    [
        # As asked.
        (PLAIN, 1, 1, 1, "", False),
        (PLAIN, 7, 1, 7, "", False),
        (LEAST, 6, 1, 6, "", False),
        (FIVES, 10, 1, 10, "", False),
        (FIVES, 15, 1, 15, "", False),
        (CASES, 12, 1, 12, "", False),
        (CASES, 24, 12, 24, "", False),
        (MIXED, 24, 1, 24, "", False),
        (LAYERS, 120, 60, 120, "", False),
        (BOTH, 120, 12, 120, "", False),
        (up(CASES), 36, 1, 36, "", False),
        # Refused, with the next that is sold.
        (LEAST, 5, 1, 6, "below-minimum", True),
        (LEAST, 1, 12, 12, "below-minimum", True),
        (FIVES, 4, 1, 10, "below-minimum", True),
        (FIVES, 11, 1, 15, "not-a-multiple", True),
        (FIVES, 14, 1, 15, "not-a-multiple", True),
        (CASES, 1, 1, 12, "only-by-unit", True),
        (CASES, 13, 1, 24, "only-by-unit", True),
        (CASES, 23, 1, 24, "only-by-unit", True),
        (MIXED, 12, 1, 24, "not-a-multiple", True),
        (MIXED, 16, 1, 24, "only-by-unit", True),
        (LAYERS, 61, 1, 120, "not-whole-units", True),
        (LAYERS, 12, 12, 60, "not-whole-units", True),
        (BOTH, 60, 1, 120, "below-minimum", True),
        (BOTH, 61, 1, 120, "only-by-unit", True),
        (BOTH, 132, 12, 180, "not-whole-units", True),
        # Rounded up.
        (up(LEAST), 1, 1, 6, "below-minimum", False),
        (up(LEAST), 5, 5, 10, "below-minimum", False),
        (up(FIVES), 11, 1, 15, "not-a-multiple", False),
        (up(FIVES), 2, 1, 10, "below-minimum", False),
        (up(CASES), 13, 1, 24, "only-by-unit", False),
        (up(CASES), 1, 1, 12, "only-by-unit", False),
        (up(LAYERS), 61, 1, 120, "not-whole-units", False),
        (up(LAYERS), 72, 12, 120, "not-whole-units", False),
        (up(BOTH), 61, 1, 120, "only-by-unit", False),
        (up(BOTH), 121, 1, 180, "only-by-unit", False),
        # A unit of 5 does not fit 12: whole in both is 60.
        (up(CASES), 5, 5, 60, "only-by-unit", False),
        # To the nearest; what lies between is rounded up.
        (nearest(FIVES), 11, 1, 10, "not-a-multiple", False),
        (nearest(FIVES), 12, 1, 10, "not-a-multiple", False),
        (nearest(FIVES), 13, 1, 15, "not-a-multiple", False),
        (nearest(CASES), 17, 1, 12, "only-by-unit", False),
        (nearest(CASES), 18, 1, 24, "only-by-unit", False),
        (nearest(CASES), 3, 1, 12, "only-by-unit", False),
        (nearest(LAYERS), 80, 1, 60, "not-whole-units", False),
        (nearest(LAYERS), 90, 1, 120, "not-whole-units", False),
        # Never below the least, however near.
        (nearest(BOTH), 70, 1, 120, "only-by-unit", False),
        (nearest(BOTH), 132, 12, 120, "not-whole-units", False),
        # What cannot be counted is not rounded to.
        (up(CASES), 2**53 - 1, 1, 2**53 + 4, "only-by-unit", True),
    ],
)
def test_the_quantity_that_is_sold(
    selling: Selling, asked: int, typed_in: int, quantity: int, code: str, refused: bool
) -> None:
    found = fitted(asked, selling, typed_in)
    assert (found.quantity, found.code, found.refused) == (quantity, code, refused)
    # What was found is sold as it is.
    if quantity <= 2**53:
        assert fitted(quantity, selling, typed_in).code == ""


@pytest.mark.parametrize(
    ("selling", "asked", "sentence"),
    [
        (LEAST, 5, "The least is 6 (piece)."),
        (FIVES, 12, "Sold in multiples of 5 (piece): 10 or 15."),
        (Selling(minimum=10, increment=4), 9, "The least is 10 (piece)."),
        (CASES, 13, "Sold only by the case of 12 (piece): 12 or 24."),
        (CASES, 3, "Sold only by the case of 12 (piece): 12."),
        (LAYERS, 61, "Sold in whole ones of layer, 60 (piece) each: 60 or 120."),
        (MIXED, 12, "Sold in multiples of 24 (piece): 24."),
        (up(LEAST), 1, "1 became 6 (piece): the least is 6."),
        (up(CASES), 13, "13 became 24 (piece): sold only by the case of 12."),
        (up(LAYERS), 61, "61 became 120 (piece): it comes in whole ones of layer, 60 each."),
        (nearest(FIVES), 11, "11 became 10 (piece): sold in multiples of 5."),
        (PLAIN, 1, ""),
    ],
)
def test_the_reason_says_the_rule_and_what_is_sold(selling: Selling, asked: int, sentence: str) -> None:
    assert fitted(asked, selling).reason == sentence
