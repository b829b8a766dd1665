"""More than two hundred priced orders, worked out by hand: each rule alone and against the others. No database."""

from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from tradepost.domain.pricing import rules

from .case_table import BRAND, CATEGORY, Case, cases, result_of

ALL = cases(Path(__file__).with_name("priced_cases.txt").read_text(encoding="utf-8"))


def told(case: Case) -> tuple[list[str], str]:
    order = case.price()
    return [result_of(line) for line in order.lines], case.totals_of(order) if case.totals else ""


def test_every_case_comes_to_what_was_worked_out_by_hand() -> None:
    assert len(ALL) >= 200
    wrong = {case.story: told(case) for case in ALL if told(case) != (case.results, case.totals)}
    assert wrong == {}


def test_every_trace_replays_to_its_price_and_net() -> None:
    for case in ALL:
        for line in case.price().lines:
            if line.unit_price is not None:
                assert rules.replay(line.trace) == (line.unit_price, line.net), case.story


def bought(text: str) -> list[rules.Bought]:
    """`12 tea 216` is twelve teas worth 216."""
    found = []
    for one in text.split(", "):
        count, item, net = one.split()
        found.append(rules.Bought(item, CATEGORY[item], int(count), D(net), BRAND[item]))
    return found


def promotion(name: str, gift: str, quantity: int = 1, **given: Any) -> rules.Promotion:
    plain: dict[str, Any] = {
        "priority": 100, "is_exclusive": False, "item": None, "categories": None, "buy_quantity": 0,
        "minimum_value": D(0),
    }  # fmt: skip
    return rules.Promotion(name=name, gift=gift, gift_quantity=quantity, **{**plain, **given})


DOZEN = promotion("12 + 1", "tea", item="tea", buy_quantity=12, repeats=True)
CUP = promotion("Cup", "cup", categories=frozenset(["hot"]), buy_quantity=20)
HIGH = promotion("High", "cup", brand="Highland", buy_quantity=12)
BOOK = promotion("Book", "book", minimum_value=D(100), priority=50)
ALONE = promotion("Alone", "gold", item="tea", buy_quantity=6, is_exclusive=True)


@pytest.mark.parametrize(
    ("story", "promotions", "lines", "free"),
    [
        ("below", [DOZEN], "11 tea 99", []),
        ("one with a dozen", [DOZEN], "12 tea 99", ["1 tea"]),
        ("one with each dozen", [DOZEN], "35 tea 99", ["2 tea"]),
        ("over several lines", [DOZEN], "5 tea 9, 7 tea 9", ["1 tea"]),
        ("two with a dozen", [DOZEN._replace(gift_quantity=2)], "24 tea 99", ["4 tea"]),
        ("at most three", [DOZEN._replace(most=3)], "60 tea 99", ["3 tea"]),
        ("once", [DOZEN._replace(repeats=False)], "60 tea 99", ["1 tea"]),
        ("of other goods", [DOZEN], "99 coffee 99", []),
        ("a category together", [CUP], "12 tea 9, 8 coffee 9", ["1 cup"]),
        ("a category, one short", [CUP], "12 tea 9, 7 coffee 9", []),
        ("a category is not for what has none", [CUP], "99 gold 9", []),
        ("a value reached", [BOOK], "1 tea 60, 1 cup 40", ["1 book"]),
        ("a value missed by a cent", [BOOK], "1 tea 60, 1 cup 39.99", []),
        ("a value of a category only", [BOOK._replace(categories=frozenset(["hot"]))], "1 tea 60, 1 cup 60", []),
        ("several, by priority", [DOZEN, CUP, BOOK], "24 tea 200", ["1 book", "2 tea", "1 cup"]),
        ("an exclusive one beside others is not given", [ALONE, BOOK], "12 tea 100", ["1 book"]),
        ("an exclusive one that is first is alone", [ALONE._replace(priority=1), BOOK], "12 tea 100", ["1 gold"]),
        ("an exclusive one that is missed leaves others", [ALONE._replace(priority=1), BOOK], "5 tea 100", ["1 book"]),
        ("what is bought of a brand", [HIGH], "6 tea 108, 6 coffee 60", ["1 cup"]),
        ("another brand does not count", [HIGH], "6 tea 108, 6 cup 60", []),
        ("nothing is bought of it", [BOOK._replace(item="gold")], "9 tea 900", []),
    ],
)  # fmt: skip
def test_gifts(story: str, promotions: list[rules.Promotion], lines: str, free: list[str]) -> None:
    for order in (promotions, promotions[::-1]):
        assert [f"{gift.quantity} {gift.item}" for gift in rules.gifts(order, bought(lines))] == free, story


def test_what_is_left_of_a_brand_still_brings_its_gift() -> None:
    (gift,) = rules.gifts([HIGH], bought("7 tea 126, 6 coffee 60"))
    rule = rules.gift_trace(gift, "EUR")["rule"]
    assert [rules.still_free(rule, bought(left)) for left in ("6 tea 108, 6 coffee 60", "5 tea 90, 6 coffee 60")] == [
        1, 0
    ]  # fmt: skip


def test_the_trace_says_that_a_price_is_for_the_brand() -> None:
    (case,) = cases("x | List 18; Own 5% cat; Own 20% brand; Own 10% brand old | 1 tea | | 17.1/0/17.10")
    (line,) = case.price().lines
    told = [(one.get("brand"), one.get("category"), one["why"]) for one in line.trace["losers"]]
    assert line.trace["winner"]["category"]
    assert told == [(True, None, "less_particular"), (None, None, "later_list"), (True, None, "ended")]


def test_the_trace_of_a_gift_replays() -> None:
    (gift,) = rules.gifts([DOZEN], bought("12 tea 216"))
    told = rules.gift_trace(gift, "EUR")
    assert (told["promotion"], told["reached"], rules.replay(told)) == ("12 + 1", "12", (D(0), D(0)))
