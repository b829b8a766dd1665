"""Which days are read from the sums and which from the rows: each day once."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tradepost.domain.reports.rules import DAY, Days, Reading, next_month, ranges_of, reading


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


KNOWN = (d("01-05"), d("04-11"))
JAN, FEB, MAR, APR = (d(f"0{month}-01") for month in (1, 2, 3, 4))


def days(first: str, last: str) -> list[date]:
    return [d(first) + DAY * number for number in range((d(last) - d(first)).days + 1)]


@pytest.mark.parametrize(
    ("period", "since", "stale", "expected"),
    [
        ((JAN, d("12-31")), None, [], Reading([], [], [KNOWN])),
        ((JAN, d("12-31")), d("05-01"), [], Reading([], [], [KNOWN])),
        ((FEB, APR), date.min, [], Reading([FEB, MAR], [], [])),
        ((FEB, d("04-03")), date.min, [], Reading([FEB, MAR], days("04-01", "04-02"), [])),
        ((d("02-27"), APR), date.min, [], Reading([MAR], days("02-27", "02-28"), [])),
        ((FEB, APR), MAR, [], Reading([MAR], [], [(FEB, MAR)])),
        (
            (FEB, APR),
            date.min,
            [d("03-30"), d("03-31"), d("04-02")],
            Reading([FEB], days("03-01", "03-29"), [(d("03-30"), APR)]),
        ),
        ((FEB, MAR), MAR, [d("02-03")], Reading([], [], [(FEB, MAR)])),
        # The last document is of the 10th; what stood on the 20th has left, and its month's sum is stale.
        ((APR, d("05-01")), date.min, [d("04-20")], Reading([], days("04-01", "04-10"), [])),
        ((d("05-01"), d("06-01")), date.min, [], Reading()),
        ((MAR, FEB), date.min, [], Reading()),
        ((date.min, date.max), date.min, [], Reading([FEB, MAR, APR], days("01-05", "01-31"), [])),
    ],
)
def test_reading(period: Days, since: date | None, stale: Sequence[date], expected: Reading) -> None:
    assert reading(period, since, stale, KNOWN) == expected


def test_nothing_is_read_where_there_is_nothing() -> None:
    assert reading((JAN, APR), date.min, [], None) == Reading()


def test_days_far_apart_are_read_as_one_stretch() -> None:
    stale = [JAN + timedelta(days=2 * number) for number in range(30)]
    found = reading((JAN, d("06-01")), date.min, stale, (JAN, d("06-01")))
    assert found == Reading([MAR, APR, d("05-01")], [], [(JAN, MAR)])


def test_days_that_follow_each_other_are_one_range() -> None:
    assert ranges_of([JAN + DAY, JAN, FEB]) == [(JAN, JAN + 2 * DAY), (FEB, FEB + DAY)]


DAYS = some.dates(date(2026, 1, 1), date(2026, 7, 1))


# How fast dates are drawn says how busy the machine is, and nothing of the rule.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DAYS, DAYS, some.none() | DAYS.map(lambda day: day.replace(day=1)), some.sets(DAYS), DAYS, DAYS)
def test_every_day_is_read_once_and_no_stale_one_from_the_sums(
    first: date, end: date, since: date | None, stale: set[date], known: date, until: date
) -> None:
    found = reading((first, end), since, stale, (known, until))
    summed = list(found.days)
    for month in found.months:
        summed += [month + DAY * n for n in range((next_month(month) - month).days)]
    read = summed + [a + DAY * n for a, b in found.rows for n in range((b - a).days)]
    asked = {max(first, known) + DAY * n for n in range((min(end, until) - max(first, known)).days)}
    assert len(read) == len(set(read))
    assert asked <= set(read)
    assert all(first <= day < end for day in read)
    assert not stale & set(summed)
    assert not [day for day in summed if since is None or day < since]
    assert all(a[1] <= b[0] for a, b in pairwise(found.rows))
