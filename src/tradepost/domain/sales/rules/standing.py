"""On which days a standing order is due, and when it is wanted and made."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = ("weekly", "monthly", "month_end")
MOST_EVERY = 52
MOST_LEAD_DAYS = 60
LONGEST_SEARCH = 31
Works = Callable[[date], bool]
"""Whether the warehouse works on a day."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Weekly: every so many weeks on a `weekday` (1 is Monday). Monthly: every so many months on a `day` of the month,
    its last where it has fewer. Month end: every so many months on the last day. From `first_on` until `last_on`, both
    included; no last: until somebody ends it.
    """

    kind: str
    every: int
    weekday: int | None
    day: int | None
    first_on: date
    last_on: date | None = None


def faults_of(rhythm: Rhythm, lead_days: int) -> dict[str, str]:
    """What is wrong with a calendar, by field."""
    wrong = {}
    if rhythm.kind not in KINDS:
        wrong["kind"] = f"One of {', '.join(KINDS)}."
    if not 1 <= rhythm.every <= MOST_EVERY:
        wrong["every"] = f"Between 1 and {MOST_EVERY}."
    if rhythm.kind == "weekly" and (rhythm.weekday is None or not 1 <= rhythm.weekday <= 7):
        wrong["weekday"] = "A day of the week, 1 is Monday."
    if rhythm.kind == "monthly" and (rhythm.day is None or not 1 <= rhythm.day <= 31):
        wrong["day"] = "A day of the month, between 1 and 31."
    if rhythm.last_on is not None and rhythm.last_on < rhythm.first_on:
        wrong["last_on"] = "Not before the first day."
    if not 0 <= lead_days <= MOST_LEAD_DAYS:
        wrong["lead_days"] = f"Between 0 and {MOST_LEAD_DAYS}."
    return wrong


def due_dates(rhythm: Rhythm, since: date) -> Iterator[date]:
    """The days on which it is due, from `since` on, in order; without end where it has none."""
    for day in _weekly(rhythm, since) if rhythm.kind == "weekly" else _monthly(rhythm):
        if rhythm.last_on is not None and day > rhythm.last_on:
            return
        if day >= max(since, rhythm.first_on):
            yield day


def next_due(rhythm: Rhythm, since: date) -> date | None:
    """The first day on or after `since`; None: there is none any more."""
    return next(due_dates(rhythm, since), None)


def _weekly(rhythm: Rhythm, since: date) -> Iterator[date]:
    assert rhythm.weekday is not None
    step = timedelta(weeks=rhythm.every)
    day = rhythm.first_on + timedelta(days=(rhythm.weekday - rhythm.first_on.isoweekday()) % 7)
    if since > day:
        day += step * -(-(since - day).days // step.days)
    while day <= date.max - step:
        yield day
        day += step


def _monthly(rhythm: Rhythm) -> Iterator[date]:
    month = rhythm.first_on.year * 12 + rhythm.first_on.month - 1
    while month // 12 <= date.max.year - 1:
        year, number = month // 12, month % 12 + 1
        last = monthrange(year, number)[1]
        yield date(year, number, last if rhythm.kind == "month_end" else min(rhythm.day or 1, last))
        month += rhythm.every


def wanted_on(due_on: date, works: Works) -> date:
    """The day itself, or the last before it on which the warehouse works; the day itself where none is found."""
    for back in range(LONGEST_SEARCH + 1):
        day = due_on - timedelta(days=back)
        if works(day):
            return day
    return due_on


def make_on(wanted: date, lead_days: int) -> date:
    """When its order is made: so many days before it is wanted."""
    return wanted - timedelta(days=lead_days)
