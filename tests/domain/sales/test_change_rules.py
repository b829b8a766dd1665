"""What becomes of a line of a confirmed order: tables of cases, no database."""

from decimal import Decimal as D

import pytest

from tradepost.base.units import UnitFactor
from tradepost.domain.sales.rules.changing import (
    Standing,
    Step,
    WithTheWarehouse,
    Worth,
    per_piece,
    step_of,
    typed_of,
)


@pytest.mark.parametrize(
    ("line", "wanted", "anew", "step"),
    [
        (Standing(12), 18, False, Step(18, more=6)),
        (Standing(12), 5, False, Step(5, cut=7)),
        (Standing(12), 0, False, Step(12, 12, cut=12)),
        (Standing(12, cancelled=12), 4, False, Step(4, more=4)),
        (Standing(12, cancelled=2), 10, False, Step(10)),
        (Standing(12, released=5), 5, False, Step(5, cut=7)),
        (Standing(12, released=5), 4, False, WithTheWarehouse(5, 5)),
        (Standing(12, released=2, shipped=4), 5, False, WithTheWarehouse(2, 6)),
        (Standing(12, shipped=6), 4, False, Step(6, cut=6, back=2)),
        (Standing(12, shipped=6, returned=1), 0, False, Step(6, cut=6, back=5)),
        (Standing(12, shipped=6, returned=6), 0, False, Step(6, cut=6)),
        (Standing(12), 12, True, Step(12)),
        (Standing(12), 20, True, Step(20, more=8)),
        (Standing(12, shipped=6), 12, True, Step(6, part=6)),
        (Standing(12, shipped=6), 9, True, Step(6, cut=3, part=3)),
        (Standing(12, shipped=4, released=2), 15, True, Step(6, part=6, part_more=3)),
        (Standing(12, shipped=6), 6, True, Step(6, cut=6)),
        (Standing(12, shipped=12), 14, True, Step(12, part_more=2)),
    ],
)
def test_what_becomes_of_a_line(line: Standing, wanted: int, anew: bool, step: object) -> None:
    assert step_of(line, wanted, anew=anew) == step


def test_units_and_worth_are_exact() -> None:
    case = UnitFactor(12)
    assert typed_of(18, case) == D("1.5")
    assert typed_of(1, UnitFactor(3)) == D("0.333333")
    plain = Worth(D(12), 12, D("9.99"), D(10), D(3), D("104.65"))
    assert plain.of(8, D(8), "EUR") == D("69.77")
    part_of_a_line = Worth(D(4), 4, D("0.333"), D(0), D(0), D("1.34"))
    assert part_of_a_line.of(2, D(2), "EUR") == D("0.67")
    gone = Worth(D(12), 12, D(10), D(0), D(0), D(0), gone=True)
    assert gone.of(3, D(3), "EUR") == D(30)
    assert per_piece(D(120), D(10), case) == D(9)
