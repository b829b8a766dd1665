"""What people write in cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from tradepost.doors.files import cells
from tradepost.doors.files.refused_rows import harmless


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("12", ".", "12"), ("12.50", ".", "12.50"), ("1,234.56", ".", "1234.56"), ("1.234,56", ".", "1234.56"),
        ("12,5", ".", "12.5"), ("1,234", ".", "1234"), ("1.234", ".", "1.234"), ("1.234", ",", "1234"),
        ("1,234", ",", "1.234"), ("1 234,56", ",", "1234.56"), ("1'234.50", ".", "1234.50"), ("€ 9,99", ",", "9.99"),
        ("9.99 USD", ".", "9.99"), ("1.234.567", ",", "1234567"), ("0.5", ",", "0.5"), (".5", ".", "0.5"),
    ],
)  # fmt: skip
def test_amounts(text: str, mark: str, value: str) -> None:
    assert cells.amount(text, mark) == D(value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3", "1,23,4", "1e6", "1_000", "NaN", "Infinity", "--1", "1-2", "9" * 20, "-1", "٣"],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no number|is too large|is below 0"):
        cells.amount(text, ".")


def test_the_decimal_mark_of_a_file() -> None:
    assert cells.mark_of(["1.234", "12", "3,5"]) == ","
    assert cells.mark_of(["1.234,00"]) == ","
    assert cells.mark_of(["1,234", "5.50"]) == "."
    assert cells.mark_of(["1,234", "12,345,678"]) == "."
    assert cells.mark_of([]) == "."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-12-31", date(2024, 12, 31)), ("31.12.2024", date(2024, 12, 31)), ("1.2.2024", date(2024, 2, 1)),
        ("12/31/2024", date(2024, 12, 31)), ("31/12/2024", date(2024, 12, 31)), ("5/5/2024", date(2024, 5, 5)),
        ("2010-02-01 08:13:00", date(2010, 2, 1)), ("2010-02-01T08:13:00Z", date(2010, 2, 1)),
    ],
)  # fmt: skip
def test_days(text: str, day: date) -> None:
    assert cells.day(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("03/04/2024", "may be two days"), ("2024-02-30", "is no day"), ("gestern", "is no day"),
        ("45000", "is no day"), ("0001-01-01", "is too far away"),
    ],
)  # fmt: skip
def test_what_is_no_day(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        cells.day(text)


def test_yes_and_no_in_three_languages() -> None:
    assert [cells.yes(text) for text in ("Yes", "ja", "Sí", "TRUE", "x", "1")] == [True] * 6
    assert [cells.yes(text) for text in ("No", "nein", "false", "0")] == [False] * 4
    with pytest.raises(ValueError, match="neither"):
        cells.yes("perhaps")


def test_headings_are_compared_without_accents_case_and_marks() -> None:
    assert cells.plain("Straße-Nr.") == cells.plain("STRASSE  nr")
    assert cells.plain("código_postal") == "codigopostal"


def test_no_spreadsheet_takes_a_refused_cell_for_a_formula() -> None:
    assert harmless("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0"
    assert harmless("@SUM(1)") == "'@SUM(1)"
    assert harmless("-2+3+cmd|x") == "'-2+3+cmd|x"
    assert [harmless(text) for text in ("-5", "+49 30 123", "tea", "-1,50")] == [
        "-5",
        "+49 30 123",
        "tea",
        "-1,50",
    ]
