"""Quantities as people type them, unit and all."""

from __future__ import annotations

import pytest

from tradepost.doors.office.parts.amounts import amount_of, spelled, unit_meant

UNITS = ["piece", "case", "carton", "pallet"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("24", ("24", "")), ("2 case", ("2", "case")), ("2cs", ("2", "cs")), ("1,5 kg", ("1,5", "kg")),
        ("1 200 pcs", ("1 200", "pcs")), ("3 x Karton", ("3", "Karton")), ("2 St.", ("2", "St")), ("", ("", "")),
        ("case", ("case", "")), ("2 3 4", ("2 3 4", "")), ("-2 case", ("-2", "case")), ("2\x00cs", ("2\x00cs", "")),
        ("٢ case", ("٢", "case")), ("9" * 5000 + "q", ("9" * 5000, "q")), ("1e5", ("1", "e5")),
    ],
)  # fmt: skip
def test_an_amount_is_a_figure_and_a_unit(text: str, told: tuple[str, str]) -> None:
    assert amount_of(text) == told


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("case", "case"), ("CASES", "case"), ("cs", "case"), ("ctn", "carton"), ("cart", "carton"), ("plt", "pallet"),
        ("pcs", "piece"), ("pc", "piece"), ("ea", "piece"), ("Stück", "piece"), ("ca", ""), ("box", ""), ("p", ""),
        ("c", ""),
    ],
)  # fmt: skip
def test_a_word_means_one_unit_or_none(word: str, unit: str) -> None:
    assert unit_meant(word, UNITS) == unit


def test_nothing_is_meant_where_an_item_has_no_units() -> None:
    assert unit_meant("ea", []) == ""


def test_a_line_is_taken_apart_only_when_its_unit_is_known() -> None:
    assert spelled({"item": "A", "quantity": "2cs", "unit": ""}, UNITS) == {
        "item": "A",
        "quantity": "2",
        "unit": "case",
    }
    assert spelled({"quantity": "2 boxes", "unit": "case"}, UNITS) == {"quantity": "2 boxes", "unit": "case"}
    assert spelled({"quantity": "24"}, UNITS) == {"quantity": "24"}
    assert spelled({"quantity": "24", "unit": "Cases"}, UNITS) == {"quantity": "24", "unit": "case"}
