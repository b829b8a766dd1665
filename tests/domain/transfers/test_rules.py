"""The choices of transfers as tables of cases."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.units import UnitFactor
from tradepost.domain.transfers import rules
from tradepost.domain.transfers.rules import Arrived, Faulty, Traded, Wanted

TEA = UUID(int=1)


@pytest.mark.parametrize(
    ("to_come", "counted", "damaged", "meant"),
    [
        (10, 10, 0, Arrived(10, 0, 0)),
        (10, 4, 0, Arrived(4, 0, 0)),
        (10, 4, 4, Arrived(0, 4, 0)),
        (10, 12, 0, Arrived(10, 0, 2)),
        # The damaged ones are among those that were sent; what is in no books yet is sound.
        (10, 12, 3, Arrived(7, 3, 2)),
        (10, 12, 12, Arrived(0, 10, 2)),
        (0, 3, 1, Arrived(0, 0, 3)),
        (10, 0, 0, Arrived(0, 0, 0)),
    ],
)
def test_what_a_count_means(to_come: int, counted: int, damaged: int, meant: Arrived) -> None:
    assert rules.arrived(to_come, counted, damaged) == meant
    assert meant.taken + meant.surplus == counted


def test_the_parts_of_a_load_are_worth_all_of_it() -> None:
    """Three for ten: 3.33, 3.34, 3.33, whoever comes when."""
    worths = [rules.worth(D("10.00"), 3, gone, 1, "EUR") for gone in range(3)]
    assert worths == [D("3.33"), D("3.34"), D("3.33")]
    assert rules.worth(D("10.00"), 3, 0, 3, "EUR") == D("10.00")


def traded(unit: str = "piece", numerator: int | None = 1, denominator: int | None = 1) -> Traded:
    return Traded(TEA, "TEA", "Tea", "piece", unit, numerator, denominator)


@pytest.mark.parametrize(
    ("item", "typed", "meant"),
    [
        (traded(), "3", Wanted(TEA, 3, "piece", UnitFactor())),
        (traded("case", 12), "1.5", Wanted(TEA, 18, "case", UnitFactor(12, 1))),
        (None, "3", Faulty("item_id", "There is no such item.")),
        (
            traded("crate", None, None),
            "3",
            Faulty("unit", "TEA has no unit crate. Use piece, or one of its own."),
        ),
        (traded(), "0", Faulty("quantity", "The quantity must be more than 0.")),
        (traded(), "1e13", Faulty("quantity", "This is too much for one line.")),
    ],
)
def test_what_a_typed_line_means(item: Traded | None, typed: str, meant: Wanted | Faulty) -> None:
    assert rules.wanted(item, D(typed)) == meant


def test_the_next_verb() -> None:
    asked = [
        ("draft", False),
        ("released", False),
        ("in_transit", False),
        ("in_transit", True),
        ("received", True),
    ]
    assert [rules.next_verb(*one) for one in asked] == ["release", "dispatch", "receive", "finish", ""]
