"""Working days and the way of goods: a table worked out by hand with a calendar on the wall, and what holds for any."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradepost.domain.delivery.rules import (
    DAY,
    EVERY_DAY,
    LONGEST,
    PLAIN,
    Closed,
    Way,
    WorkCalendar,
    after,
    first_working,
    journey,
    never_works,
)

XMAS = Closed("Christmas", date(2026, 12, 25), date(2026, 12, 26), yearly=True)
NEW_YEAR = Closed("New Year", date(2021, 1, 1), date(2021, 1, 1), yearly=True)
HOLIDAYS = Closed("Works holidays", date(2026, 12, 24), date(2027, 1, 6))
OVER_THE_YEAR = Closed("Winter", date(2020, 12, 30), date(2021, 1, 2), yearly=True)
STRIKE = Closed("Strike", date(2026, 11, 5), date(2026, 11, 5))
OFFICE = WorkCalendar("12345", (XMAS, NEW_YEAR))
SIX = WorkCalendar("123456", (XMAS,))


def d(text: str) -> date:
    """`11-03`: that day of 2026; `1-04`: of January 2027, which is near."""
    month, day = map(int, text.split("-"))
    return date(2027 if month == 1 else 2026, month, day)


# November 2026 begins on a Sunday: Tuesday is the 3rd, Friday the 6th. Christmas Day is a Friday.
CASES: dict[str, tuple[Way, str, bool, str, str]] = {
    "nothing is set up: a Sunday too": (PLAIN, "11-01", False, "11-01", "11-01"),
    "the brief's: one day of handling, two by the carrier": (
        Way(handling_days=1, house=OFFICE, transit_days=2, road=OFFICE), "11-03", False, "11-04", "11-06",
    ),
    "there on a Saturday: handled from Monday, leaves on Tuesday": (
        Way(handling_days=1, house=OFFICE), "11-07", False, "11-10", "11-10",
    ),
    "no handling, there on a Sunday: leaves on Monday": (Way(house=OFFICE), "11-01", False, "11-02", "11-02"),
    "carried over a weekend": (
        Way(house=OFFICE, transit_days=2, road=OFFICE), "11-05", False, "11-05", "11-09",
    ),
    "a carrier that works on Saturdays": (
        Way(house=OFFICE, transit_days=2, road=SIX), "11-05", False, "11-05", "11-07",
    ),
    "handled on Saturday, fetched on Monday": (
        Way(handling_days=1, house=SIX, transit_days=1, road=OFFICE), "11-06", False, "11-09", "11-10",
    ),
    "the carrier is closed on the day it would leave": (
        Way(handling_days=2, house=OFFICE, transit_days=1, road=WorkCalendar("12345", (STRIKE,))),
        "11-03", False, "11-06", "11-09",
    ),
    "holidays in a row, one of them on a weekend": (
        Way(handling_days=1, house=OFFICE, transit_days=1, road=OFFICE), "12-24", False, "12-28", "12-29",
    ),
    "the end of the year": (
        Way(handling_days=2, house=OFFICE, transit_days=2, road=OFFICE), "12-30", False, "1-04", "1-06",
    ),
    "two weeks of works holidays": (
        Way(handling_days=1, house=WorkCalendar("12345", (HOLIDAYS,))), "12-23", False, "1-07", "1-07",
    ),
    "closed over the turn of the year, every year": (
        Way(house=WorkCalendar("1234567", (OVER_THE_YEAR,))), "12-30", False, "1-03", "1-03",
    ),
    "what arrives is received first": (
        Way(handling_days=1, receiving_days=2, house=OFFICE), "11-03", True, "11-06", "11-06",
    ),
    "what lies there is not": (
        Way(handling_days=1, receiving_days=2, house=OFFICE), "11-03", False, "11-04", "11-04",
    ),
    "warehouse and carrier never work on one day: it leaves when it is handled": (
        Way(house=WorkCalendar("1"), road=WorkCalendar("2")), "11-03", False, "11-09", "11-09",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_table(case: str) -> None:
    way, ready, receives, ships, arrives = CASES[case]
    found = journey(way, d(ready), receives=receives)
    assert (found.ready_on, found.ships_on, found.arrives_on) == (d(ready), d(ships), d(arrives))


def test_the_days_passed_over_are_named_once_and_weekends_are_not() -> None:
    way = Way(
        handling_days=1, house=OFFICE, carrier="DHL", transit_days=3, road=SIX, place="SE", is_known=True
    )
    found = journey(way, d("12-24"))
    # Handled on Monday 28th, carried 29th, 30th, 31st; the 26th is a Saturday, on which the carrier alone would work.
    assert (found.ships_on, found.arrives_on) == (d("12-28"), d("12-31"))
    assert found.closed == (("Christmas", d("12-25")),)
    assert found.trace() == {
        "ready_on": "2026-12-24", "ships_on": "2026-12-28", "arrives_on": "2026-12-31", "receiving_days": 0,
        "handling_days": 1, "carrier": "DHL", "transit_days": 3, "place": "SE",
        "closed": [{"name": "Christmas", "on": "2026-12-25"}],
    }  # fmt: skip
    assert journey(PLAIN, d("12-25")).trace() == {}


@pytest.mark.parametrize(
    ("cutoff", "local", "wanted"),
    [
        (None, datetime(2026, 11, 3, 23, 59, tzinfo=UTC), "11-03"),
        (time(14), datetime(2026, 11, 3, 13, 59, tzinfo=UTC), "11-03"),
        (time(14), datetime(2026, 11, 3, 14, 0, tzinfo=UTC), "11-04"),
        # East of Greenwich it is tomorrow already, and early; west of it still today, and late.
        (time(14), datetime(2026, 11, 4, 0, 30, tzinfo=UTC), "11-04"),
        (time(14), datetime(2026, 11, 2, 19, 0, tzinfo=UTC), "11-03"),
    ],
)
def test_the_cut_off_counts_where_people_are(cutoff: time | None, local: datetime, wanted: str) -> None:
    assert Way(cutoff_at=cutoff).begins_on(d("11-03"), local) == d(wanted)


def test_a_leap_day_closes_leap_years_only_and_yearly_begins_with_its_first_year() -> None:
    leap = Closed("Leap day", date(2028, 2, 29), date(2028, 2, 29), yearly=True)
    assert [leap.holds(date(year, 2, 28) + DAY) for year in (2028, 2029, 2032)] == [True, False, True]
    assert (XMAS.holds(date(2025, 12, 25)), XMAS.holds(date(2031, 12, 26))) == (False, True)
    assert [OVER_THE_YEAR.holds(date(2026, 1, n)) for n in (1, 2, 3)] == [True, True, False]


def test_the_end_of_time_is_no_fault() -> None:
    last = date.max
    way = Way(handling_days=3, house=WorkCalendar("1"), transit_days=3, road=OFFICE)
    assert journey(way, last).arrives_on == last


ANY_SPEED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WEEKS = st.sets(st.sampled_from("1234567"), min_size=1).map(lambda found: "".join(sorted(found)))
CLOSED = st.builds(
    lambda first, length, yearly: Closed("x", first, first + timedelta(days=length), yearly),
    DAYS, st.integers(0, 20), st.booleans(),
)  # fmt: skip
CALENDARS = st.builds(WorkCalendar, WEEKS, st.lists(CLOSED, max_size=4).map(tuple)).filter(
    lambda one: not never_works(one, date(2026, 1, 1))
)
WAYS = st.builds(
    Way,
    st.integers(0, 6),
    st.integers(0, 4),
    st.none(),
    CALENDARS,
    st.just("s"),
    st.integers(0, 9),
    CALENDARS,
)


def _counted(calendar: WorkCalendar, day: date, days: int) -> date:
    """The same said otherwise: the n-th working day among those that follow."""
    following = (day + timedelta(days=n) for n in range(1, 600))
    works = [one for one in following if calendar.works_on(one)]
    return works[days - 1] if days else day


@ANY_SPEED
@given(CALENDARS, DAYS, st.integers(0, 12))
def test_so_many_days_after_is_the_nth_that_follows(calendar: WorkCalendar, day: date, days: int) -> None:
    assert after(calendar, day, days) == _counted(calendar, day, days)


@ANY_SPEED
@given(WAYS, DAYS, st.booleans())
def test_goods_leave_on_days_of_both_and_arrive_on_days_of_the_carrier(
    way: Way, day: date, receives: bool
) -> None:
    found = journey(way, day, receives=receives)
    assert day <= found.ships_on <= found.arrives_on
    both = [day + timedelta(days=n) for n in range(LONGEST)]
    if any(way.house.works_on(one) and way.road.works_on(one) for one in both):
        assert way.house.works_on(found.ships_on) and way.road.works_on(found.ships_on)
    if way.transit_days:
        assert way.road.works_on(found.arrives_on)


@ANY_SPEED
@given(WAYS, DAYS, st.integers(0, 40), st.booleans())
def test_what_is_there_later_never_arrives_earlier(way: Way, day: date, later: int, receives: bool) -> None:
    soon, late = (journey(way, one, receives=receives) for one in (day, day + timedelta(days=later)))
    assert soon.ships_on <= late.ships_on and soon.arrives_on <= late.arrives_on


@ANY_SPEED
@given(WAYS, DAYS)
def test_receiving_handling_and_closed_days_only_add(way: Way, day: date) -> None:
    received = journey(way, day, receives=True)
    assert journey(way, day).arrives_on <= received.arrives_on
    fields: dict[str, Any] = {name: getattr(way, name) for name in Way.__slots__}
    bare = Way(**{**fields, "house": EVERY_DAY, "road": EVERY_DAY})
    assert journey(bare, day).arrives_on <= journey(way, day).arrives_on


@ANY_SPEED
@given(DAYS)
def test_every_day_adds_nothing(day: date) -> None:
    assert first_working((EVERY_DAY,), day) == after(EVERY_DAY, day, 0) == day
    assert journey(Way(handling_days=2, transit_days=3), day).arrives_on == day + timedelta(days=5)
