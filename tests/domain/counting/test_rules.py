from datetime import UTC, datetime
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.domain.counting import rules
from tradepost.domain.counting.rules import Taken, Turn
from tradepost.domain.inventory.rules.putting_away import turnover_classes

NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)
ONE, TWO, THREE, FOUR = (UUID(int=n) for n in range(1, 5))


def taken(*told: str) -> list[Taken]:
    """`Ann 8/10`: Ann counted 8 where the books said 10; `!` behind it: corrected by hand since."""
    found = []
    for number, one in enumerate(told):
        who, _, numbers = one.partition(" ")
        counted, _, expected = numbers.rstrip("!").partition("/")
        found.append(Taken(1, number, who, int(counted), NOON, int(expected), numbers.endswith("!"), D(1)))
    return found


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        (["Ann 8/10"], 0),
        (["Ann 8/10", "ann 9/10"], 1),  # she counted again
        (["Ann 8/10", "Ben 8/10"], 1),
        (["Ann 8/10", "Ben 5/7"], 1),  # three were taken between them: they agree
        (["Ann 8/10", "Ben 8/7"], None),  # the same number, but not the same difference
        (["Ann 8/10", "Ben 9/10"], None),
        (["Ann 8/10", "Ben 9/10", "Ann 9/10"], 2),
        (["Ann 8/10", "Ben 9/10", "Cem 8/10"], 2),
        (["Ann 8/10", "Ben 9/10", "Cem 7/10"], None),
        (["Ann 8/10", "Ben 9/10", "Cem 8/10", "Dora 9/10"], None),
        (["Ann 8/10!"], None),
        (["Ann 8/10!", "Ben 9/10"], 1),
        ([], None),
    ],
)  # fmt: skip
def test_whose_number_holds(told: list[str], holds: int | None) -> None:
    found = rules.settled(taken(*told))
    assert (found.entry_id if found else None) == holds


def test_who_may_approve_how_much() -> None:
    limits = {"warehouse": 100, "purchasing": 2000}
    cases = {
        ("sales",): 500, ("warehouse",): 100, ("warehouse", "sales"): 100, ("warehouse", "purchasing"): 2000,
        ("warehouse", "owner"): None,
    }  # fmt: skip
    assert {roles: rules.limit_of(roles, limits, 500) for roles in cases} == cases
    assert rules.limit_of(["warehouse"], {}, 500) == D(500)


@pytest.mark.parametrize(
    ("turnover", "letters"),
    [
        ([("800", ONE), ("150", TWO), ("50", THREE), ("0", FOUR)], "ABCC"),
        ([("500", ONE), ("400", TWO), ("60", THREE), ("40", FOUR)], "AABC"),
        ([("0", ONE), ("0", TWO)], "CC"),
        ([], ""),
    ],
)
def test_classes_by_turnover(turnover: list[tuple[str, UUID]], letters: str) -> None:
    found = turnover_classes([(item, D(value)) for value, item in turnover])
    assert "".join(found[item] for _, item in turnover) == letters


EVERY = {"A": 30, "B": 90, "C": 180}


@pytest.mark.parametrize(
    ("turns", "most", "chosen"),
    [
        ([Turn(ONE, "A", 2, 29), Turn(TWO, "A", 2, 30)], 9, [TWO]),
        ([Turn(ONE, "C", 2, None), Turn(TWO, "A", 2, None), Turn(THREE, "A", 1, 99)], 9, [TWO, ONE, THREE]),
        ([Turn(ONE, "C", 2, 200), Turn(TWO, "A", 2, 60)], 9, [TWO, ONE]),
        ([Turn(ONE, "A", 7, None), Turn(TWO, "B", 4, None), Turn(THREE, "C", 2, None)], 9, [ONE, THREE]),
        ([Turn(ONE, "A", 70, None), Turn(TWO, "B", 4, None)], 9, [ONE]),
        ([], 9, []),
    ],
)
def test_whose_turn_it_is(turns: list[Turn], most: int, chosen: list[UUID]) -> None:
    assert rules.whose_turn(turns, EVERY, most) == chosen
