"""The days of standing orders. No database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest

from tradepost.domain.sales.rules.standing import Rhythm, due_dates, faults_of, make_on, next_due, wanted_on

# 2026-03-16 is a Monday.
MONDAY = date(2026, 3, 16)


def rhythm(kind: str = "weekly", every: int = 1, first: date = MONDAY, **given: object) -> Rhythm:
    values = {"weekday": None, "day": None, "last_on": None, **given}
    return Rhythm(kind, every, first_on=first, **values)  # type: ignore[arg-type]


def days(found: Rhythm, since: date = MONDAY, count: int = 4) -> list[str]:
    return [day.isoformat()[5:] for day in islice(due_dates(found, since), count)]


@pytest.mark.parametrize(
    ("given", "since", "told"),
    [
        (rhythm(weekday=1), MONDAY, ["03-16", "03-23", "03-30", "04-06"]),
        (rhythm(weekday=7), MONDAY, ["03-22", "03-29", "04-05", "04-12"]),
        (rhythm(weekday=1), MONDAY + timedelta(days=1), ["03-23", "03-30", "04-06", "04-13"]),
        (rhythm(weekday=4, every=2), MONDAY, ["03-19", "04-02", "04-16", "04-30"]),
        (rhythm(weekday=4, every=2), date(2026, 3, 20), ["04-02", "04-16", "04-30", "05-14"]),
        (rhythm(weekday=1, last_on=date(2026, 3, 23)), MONDAY, ["03-16", "03-23"]),
        (rhythm("monthly", day=1), MONDAY, ["04-01", "05-01", "06-01", "07-01"]),
        (rhythm("monthly", day=16), MONDAY, ["03-16", "04-16", "05-16", "06-16"]),
        (rhythm("monthly", day=31), MONDAY, ["03-31", "04-30", "05-31", "06-30"]),
        (rhythm("monthly", day=30, first=date(2026, 1, 1)), date(2026, 1, 1), ["01-30", "02-28", "03-30", "04-30"]),
        (rhythm("monthly", every=3, day=5), MONDAY, ["06-05", "09-05", "12-05", "03-05"]),
        (rhythm("month_end"), MONDAY, ["03-31", "04-30", "05-31", "06-30"]),
        (rhythm("month_end", first=date(2024, 2, 1)), date(2024, 2, 1), ["02-29", "03-31", "04-30", "05-31"]),
        (rhythm(weekday=1, first=date(2026, 4, 1)), MONDAY, ["04-06", "04-13", "04-20", "04-27"]),
        (rhythm(weekday=1, last_on=MONDAY), MONDAY + timedelta(days=1), []),
    ],
)  # fmt: skip
def test_days_come_by_the_calendar(given: Rhythm, since: date, told: list[str]) -> None:
    assert days(given, since) == told


def test_there_is_no_next_day_after_the_last() -> None:
    assert next_due(rhythm(weekday=1, last_on=MONDAY), MONDAY) == MONDAY
    assert next_due(rhythm(weekday=1, last_on=MONDAY), MONDAY + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        (date(2026, 3, 20), date(2026, 3, 20)),
        (date(2026, 3, 21), date(2026, 3, 20)),
        (date(2026, 5, 31), date(2026, 5, 29)),
    ],
)  # fmt: skip
def test_a_day_on_which_nobody_works_is_served_on_the_one_before(due: date, wanted: date) -> None:
    assert wanted_on(due, lambda day: day.isoweekday() < 6) == wanted


def test_where_nobody_ever_works_the_day_stays_and_it_is_made_days_before() -> None:
    assert wanted_on(MONDAY, lambda _day: False) == MONDAY
    assert make_on(MONDAY, 3) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("given", "lead", "wrong"),
    [
        (rhythm(weekday=1), 2, []),
        (rhythm("daily"), 2, ["kind"]),
        (rhythm(weekday=8), 2, ["weekday"]),
        (rhythm(), 2, ["weekday"]),
        (rhythm("monthly"), 2, ["day"]),
        (rhythm("monthly", day=32), 2, ["day"]),
        (rhythm("month_end", every=0), 61, ["every", "lead_days"]),
        (rhythm("month_end", last_on=date(2026, 3, 1)), 0, ["last_on"]),
    ],
)
def test_a_calendar_that_cannot_be_is_told_by_field(given: Rhythm, lead: int, wrong: list[str]) -> None:
    assert sorted(faults_of(given, lead)) == wrong
