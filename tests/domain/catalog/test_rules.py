from __future__ import annotations

import json
from pathlib import Path

import pytest

from tradepost.domain.catalog import rules
from tradepost.domain.catalog.rules import ItemValues


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4006381333931", "4006381333931"),
        (" 4006381-333931 ", "4006381333931"),
        ("036000291452", "036000291452"),
        ("73513537", "73513537"),
        ("10614141000415", "10614141000415"),
    ],
)
def test_gtin(typed: str, kept: str) -> None:
    assert rules.gtin(typed) == kept


@pytest.mark.parametrize("typed", ["4006381333932", "123", "40063813339310000", "abc", ""])
def test_gtin_refuses_a_wrong_check_digit_or_length(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a GTIN"):
        rules.gtin(typed)


def test_gtin_agrees_with_the_vectors_of_gs1(shared: Path) -> None:
    """The check digit cases of the GS1 Syntax Engine whose length is that of a GTIN."""
    cases = json.loads((shared / "data/gs1/gs1_lint_vectors_a.json").read_text())
    cases = cases if isinstance(cases, list) else cases["cases"]
    judged = {}
    for case in cases:
        text = case["input"]
        if case["linter"] == "csum" and len(text) in (8, 12, 13, 14) and text.isascii() and text.isdigit():
            try:
                rules.gtin(text)
                judged[text] = True
            except ValueError:
                judged[text] = False
    expected = {
        case["input"]: case["ok"] for case in cases if case["linter"] == "csum" and case["input"] in judged
    }
    assert len(expected) >= 4
    assert judged == expected


def test_leading_zeros_say_nothing() -> None:
    assert rules.same_gtin("036000291452") == rules.same_gtin("0036000291452") == "00036000291452"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [("own", " A  1 ", "A 1"), ("gtin", "4006381333931", "4006381333931"), ("customer", "x", "x")],
)
def test_code(kind: str, typed: str, kept: str) -> None:
    assert rules.code(kind, typed) == kept


@pytest.mark.parametrize(("kind", "typed"), [("own", " "), ("own", "x" * 81), ("gtin", "1"), ("other", "A")])
def test_code_refuses(kind: str, typed: str) -> None:
    with pytest.raises(ValueError):
        rules.code(kind, typed)


def test_item_problems() -> None:
    good = ItemValues("A1", "Tea", "piece", "lot", "reduced", 500, 6, 6)
    assert rules.item_problems(good) == {}
    bad = ItemValues("", "", "", "batch", "none", -1, 0, 0)
    assert sorted(rules.item_problems(bad)) == [
        "base_unit",
        "increment",
        "minimum_quantity",
        "name",
        "sku",
        "tax_class",
        "tracking",
        "weight_g",
    ]


def test_unit_problems() -> None:
    assert rules.unit_problems("case", 12, 1, {"piece": None}) == {}
    assert sorted(rules.unit_problems("Piece", 0, 0, {"piece": None})) == ["denominator", "name", "numerator"]
    assert sorted(rules.unit_problems("", 1, 1, {})) == ["name"]
