"""Which figures of a period stand in the sums, and which must be read from the rows themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

Days = tuple[date, date]
"""Half-open: from the first day until the day after the last."""
DAY = timedelta(days=1)
MOST_RANGES = 20
TURNOVER_DAYS, SLOW_DAYS, DEAD_DAYS = 90, 90, 180
"""Over how many days turnover is looked at; after how many without a sale goods are slow, and dead."""
NOBODY = UUID(int=0)
"""Where a sum or a row is of no one customer, item, rep or document: a key that can be compared, unlike none."""


@dataclass(slots=True)
class Reading:
    """Where a period's figures are: in sums of whole months, in sums of days, and in the rows of these days."""

    months: list[date] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    rows: list[Days] = field(default_factory=list)


def reading(period: Days, since: date | None, stale: Iterable[date], known: Days | None) -> Reading:
    """Divide a period so that every day is read once.

    Sums hold all days from `since` on, except `stale` ones. `known` are the first day of any document and
    the day after the last: outside them there is nothing to read. A month is read whole where it lies in the
    period and none of its days is stale, not even one after the last document: its sum may still hold what left.
    """
    found = Reading()
    if known is None:
        return found
    first, end = max(period[0], known[0]), min(period[1], known[1])
    if since is None or since >= end:
        found.rows = [(first, end)] if first < end else []
        return found
    day = max(first, since)
    marked = set(stale)
    live = {one for one in marked if day <= one < end}
    found.rows = [*([(first, since)] if first < since else []), *ranges_of(live)]
    while day < end:
        until = next_month(day)
        is_whole = day.day == 1 and until <= period[1] and not any(day <= one < until for one in marked)
        if is_whole:
            found.months.append(day)
        else:
            until = min(until, end)
            days = (day + DAY * number for number in range((until - day).days))
            found.days += [one for one in days if one not in live]
        day = until
    return _in_few_ranges(found)


def ended_months(today: date, count: int) -> list[date]:
    """The last days of the months that have ended, the newest first."""
    found, first = [], today.replace(day=1)
    for _number in range(count):
        found.append(first - DAY)
        first = found[-1].replace(day=1)
    return found


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def ranges_of(days: Iterable[date]) -> list[Days]:
    """Days as ranges of days that follow each other."""
    found: list[Days] = []
    for day in sorted(days):
        if found and found[-1][1] == day:
            found[-1] = (found[-1][0], day + DAY)
        else:
            found.append((day, day + DAY))
    return found


def _in_few_ranges(found: Reading) -> Reading:
    """Many scattered days are read from the rows as one stretch: a statement must not grow without end."""
    if len(found.rows) <= MOST_RANGES:
        return found
    first, end = found.rows[0][0], found.rows[-1][1]
    return Reading(
        [month for month in found.months if next_month(month) <= first or month >= end],
        [day for day in found.days if not first <= day < end],
        [(first, end)],
    )
