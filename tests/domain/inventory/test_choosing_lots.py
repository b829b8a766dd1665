"""Which lots are taken, as pure choices: rules refuse, wishes come first, and else what is over first."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tradepost.domain.inventory.rules.lots import Aged, Free, LotWish, Want, choose

TODAY = date(2026, 3, 16)
THEN = datetime(2026, 1, 1, tzinfo=UTC)
MILK = UUID(int=99)
A, B, C = (UUID(int=n) for n in (1, 2, 3))
NAMES = {A: "A", B: "B", C: "C", None: ""}


def row(lot: UUID | None, free: int, days: int | None = None, came: int = 0, place: int = 0) -> Free:
    number = (lot.int if lot else 0) * 10 + place
    over_on = None if days is None else TODAY + timedelta(days=days)
    since = THEN + timedelta(days=came) if lot else None
    return Free(
        MILK, number, UUID(int=1000 + place), f"P{place}", place, lot, NAMES[lot], free, over_on, since
    )


SHELF = [row(A, 10, 20), row(B, 10, 90), row(C, 10, None, came=5)]


def taken(
    *wants: Want, shelf: list[Free] = SHELF
) -> tuple[list[dict[str, int]], list[list[tuple[str, str]]]]:
    """What each want gets of which lot, and why each lot was taken or left."""
    parts, seen = choose({MILK: shelf}, wants, TODAY)
    got: list[dict[str, int]] = []
    for want in wants:
        mine: dict[str, int] = {}
        for demand_id, free, quantity in parts:
            if demand_id == want.demand_id:
                mine[free.lot_code] = mine.get(free.lot_code, 0) + quantity
        got.append(mine)
    return got, [[(lot.code, lot.why) for lot in seen[want.demand_id]] for want in wants]


def want(quantity: int, number: int = 0, shelf_days: int = 0, only: UUID | None = None, **wish: Any) -> Want:
    return Want(UUID(int=500 + number), MILK, quantity, shelf_days, only, LotWish(**wish))


@pytest.mark.parametrize(
    ("asked", "gets", "why"),
    [
        (want(12), {"A": 10, "B": 2}, ["A first", "B first", "C later"]),
        (want(12, shelf_days=30), {"B": 10, "C": 2}, ["B first", "C first", "A over_soon"]),
        (want(4, named=(C,)), {"C": 4}, ["C wished", "A later", "B later"]),
        (want(12, named=(C, B)), {"C": 10, "B": 2}, ["C wished", "B wished", "A later"]),
        (want(12, named=(A,), shelf_days=30), {"B": 10, "C": 2}, ["A over_soon", "B first", "C first"]),
        (want(12, again=(B,)), {"B": 10, "A": 2}, ["B again", "A first", "C later"]),
        (want(11, named=(C,), again=(B,)), {"C": 10, "B": 1}, ["C wished", "B again", "A later"]),
        (want(10, one_lot=True), {"A": 10}, ["A one_lot", "B later", "C later"]),
        (want(4, one_lot=True, named=(B,)), {"B": 4}, ["B wished", "A later", "C later"]),
        (want(4, only=B), {"B": 4}, ["B wished", "A another", "C another"]),
        (want(4, only=A, shelf_days=30), {"A": 4}, ["A wished", "B another", "C another"]),
        (want(12, age="not_older", than=Aged("B", TODAY + timedelta(days=90), THEN)), {"B": 10, "C": 2},
         ["B first", "C first", "A older"]),
        (want(12, age="not_newer", than=Aged("A", TODAY + timedelta(days=20), THEN)), {"A": 10},
         ["A first", "B newer", "C newer"]),
        (want(4, named=(A,), age="not_older", than=Aged("B", TODAY + timedelta(days=90), THEN)), {"B": 4},
         ["A older", "B first", "C later"]),
    ],
)  # fmt: skip
def test_one_line_gets_its_lots_and_each_lot_says_why(
    asked: Want, gets: dict[str, int], why: list[str]
) -> None:
    got, seen = taken(asked)
    assert got == [gets]
    assert [f"{code} {word}" for code, word in seen[0]] == why


def test_one_lot_is_the_first_that_has_all_of_it_else_the_one_that_has_most() -> None:
    shelf = [row(A, 3, 20), row(A, 3, 20, place=1), row(B, 5, 30), row(C, 9, 90)]
    got, seen = taken(want(5, one_lot=True), shelf=shelf)
    assert got == [{"A": 5}]
    assert taken(want(7, one_lot=True), shelf=shelf)[0] == [{"C": 7}]
    got, seen = taken(want(20, one_lot=True, named=(B,)), shelf=shelf)
    assert got == [{"C": 9}]
    assert seen == [[("B", "not_whole"), ("C", "one_lot"), ("A", "not_whole")]]


def test_what_one_wishes_is_left_to_them_and_who_names_a_lot_comes_before_all() -> None:
    plain, wisher, namer = want(10, 0), want(6, 1, named=(A,)), want(3, 2, only=A)
    got, seen = taken(plain, wisher, namer)
    assert got == [{"A": 1, "B": 9}, {"A": 6}, {"A": 3}]
    got, seen = taken(want(10, 0), want(12, 1, named=(A,)))
    # What is missing of the wish comes from what others leave.
    assert got == [{"B": 10}, {"A": 10, "C": 2}]
    assert ("A", "others") in seen[0]


def test_goods_without_lots_are_taken_and_tell_nothing() -> None:
    got, seen = taken(want(7, named=(A,), one_lot=True), shelf=[row(None, 5), row(None, 4, place=1)])
    assert got == [{"": 7}]
    assert seen == [[]]
    assert taken(want(7), shelf=[]) == ([{}], [[]])


def test_few_lots_are_told_but_all_that_were_wished_or_taken() -> None:
    lots = [UUID(int=n) for n in range(10, 60)]
    NAMES.update({lot: f"L{lot.int}" for lot in lots})
    shelf = [row(lot, 1, lot.int) for lot in lots]
    _, seen = choose({MILK: shelf}, [want(30)], TODAY)
    (told,) = seen.values()
    assert [lot.taken for lot in told] == [1] * 30
