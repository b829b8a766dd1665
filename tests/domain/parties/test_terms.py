"""When a customer pays: cases worked out by hand. Nothing here asks the database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from tradepost.domain.parties.rules.terms import (
    Part,
    Terms,
    clean_parts,
    deposit,
    discount_on,
    discount_until,
    dues,
    shown_parts,
    terms_of,
    typed_parts,
)

TWO = (Part(D(30), 10), Part(D(70), 60))
THREE = tuple(Part(D(percent), days) for percent, days in (("33.33", 0), ("33.33", 30), ("33.34", 60)))


@pytest.mark.parametrize(
    ("terms", "day", "total", "expected"),
    [
        # Net days.
        (Terms(30), "2026-03-16", "119.00", [("2026-04-15", "119.00")]),
        (Terms(0), "2026-03-16", "119.00", [("2026-03-16", "119.00")]),
        (Terms(30), "2026-01-31", "1.00", [("2026-03-02", "1.00")]),
        # From the end of the month; of a leap year, and of December.
        (Terms(0, month_end=True), "2026-02-03", "10.00", [("2026-02-28", "10.00")]),
        (Terms(0, month_end=True), "2028-02-29", "10.00", [("2028-02-29", "10.00")]),
        (Terms(30, month_end=True), "2026-03-31", "10.00", [("2026-04-30", "10.00")]),
        (Terms(15, month_end=True), "2026-12-01", "10.00", [("2027-01-15", "10.00")]),
        # In parts: 30 % of 100.01 are 30.003, so 30.00; the rest is the rest.
        (Terms(parts=TWO), "2026-03-16", "100.01", [("2026-03-26", "30.00"), ("2026-05-15", "70.01")]),
        (Terms(parts=TWO, month_end=True), "2026-03-16", "100.00",
         [("2026-04-10", "30.00"), ("2026-05-30", "70.00")]),
        # Thirds of 0.02: 0.006666 is 0.01, up to 0.013332 still 0.01, so that the middle part is nothing.
        (Terms(parts=THREE), "2026-03-16", "0.02", [("2026-03-16", "0.01"), ("2026-05-15", "0.01")]),
        (Terms(parts=THREE), "2026-03-16", "100.00",
         [("2026-03-16", "33.33"), ("2026-04-15", "33.33"), ("2026-05-15", "33.34")]),
        # However they are named, the first day is first.
        (Terms(parts=TWO[::-1]), "2026-03-16", "10.00", [("2026-03-26", "3.00"), ("2026-05-15", "7.00")]),
        # Nothing is due of nothing.
        (Terms(30), "2026-03-16", "0.00", []),
    ],
)  # fmt: skip
def test_what_is_due_when(terms: Terms, day: str, total: str, expected: list[tuple[str, str]]) -> None:
    found = dues(terms, date.fromisoformat(day), D(total), "EUR")
    assert [(due.on.isoformat(), str(due.amount)) for due in found] == expected


def test_parts_of_a_currency_without_cents_are_whole() -> None:
    found = dues(Terms(parts=THREE), date(2026, 3, 16), D(100), "JPY")
    assert [due.amount for due in found] == [33, 34, 33]


@pytest.mark.parametrize(
    ("terms", "paid", "left", "expected"),
    [
        (Terms(30, discount_percent=D(2), discount_days=10), "2026-03-26", "119.00", "2.38"),
        (Terms(30, discount_percent=D(2), discount_days=10), "2026-03-27", "119.00", "0"),
        (Terms(30, discount_percent=D(3), discount_days=0), "2026-03-16", "33.35", "1.00"),
        (Terms(30, month_end=True, discount_percent=D(2), discount_days=5), "2026-04-05", "50.00", "1.00"),
        (Terms(30, month_end=True, discount_percent=D(2), discount_days=5), "2026-04-06", "50.00", "0"),
        (Terms(30), "2026-03-16", "119.00", "0"),
    ],
)
def test_what_may_be_kept_back(terms: Terms, paid: str, left: str, expected: str) -> None:
    assert discount_on(terms, date(2026, 3, 16), date.fromisoformat(paid), D(left), "EUR") == D(expected)


def test_without_a_discount_there_is_no_last_day_of_it() -> None:
    assert discount_until(Terms(30), date(2026, 3, 16)) is None


def test_a_deposit_is_rounded_once() -> None:
    assert deposit(Terms(deposit_percent=D(30)), D("119.99"), "EUR") == D("36.00")
    assert deposit(Terms(deposit_percent=D(100)), D("119.99"), "EUR") == D("119.99")


def test_a_document_keeps_no_more_than_what_is_agreed() -> None:
    assert Terms(14).more() == {}
    rich = Terms(30, True, TWO, D("2.50"), 8, D(20))
    kept = rich.more()
    assert kept == {
        "month_end": True, "parts": [["30", 10], ["70", 60]], "discount": ["2.5", 8], "deposit": "20",
    }  # fmt: skip
    assert terms_of(30, kept) == rich
    assert terms_of(14, {}) == Terms(14)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("30 / 10, 70 / 60", [["30", 10], ["70", 60]]),
        ("70%/60; 30%/10", [["30", 10], ["70", 60]]),
        ("33,33 % / 0\n33.33/30\n33,34/60", [["33.33", 0], ["33.33", 30], ["33.34", 60]]),
        ("", []),
        ("  ", []),
    ],
)
def test_instalments_as_typed(typed: str, kept: list[list[object]]) -> None:
    assert typed_parts(typed) == kept
    assert typed_parts(shown_parts(kept)) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("30/10, 60/60", "add up to 90"),
        ("50/10, 50/10", "same days"),
        ("half now", "is no instalment"),
        ("0/10, 100/20", "more than 0"),
        ("100/9999", "from 0 to 3650"),
        ("<script>/1", "is no instalment"),
        (", ".join(f"2.5/{n}" for n in range(40)), "At most 36"),
    ],
)
def test_what_is_no_instalment_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        typed_parts(typed)


@pytest.mark.parametrize(
    "hostile", [[["NaN", 1]], [["1e999", 1]], [[None, 1]], [["50"]], ["ab"], [[100, "x"]], [[{}, []]]]
)
def test_programs_cannot_keep_what_is_no_number(hostile: list[object]) -> None:
    with pytest.raises(ValueError):
        clean_parts(hostile)  # type: ignore[arg-type]
