"""Days said by a word: "this month" is another month when the next one comes, so a view that is kept moves along."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Days = tuple[date, date]
"""Half-open."""


def _month(day: date, months: int = 0) -> Days:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1), date((count + 1) // 12, (count + 1) % 12 + 1, 1)


def _week(day: date, weeks: int = 0) -> Days:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=7)


def _day(day: date, days: int = 0) -> Days:
    return day + timedelta(days=days), day + timedelta(days=days + 1)


WORDS: Mapping[str, tuple[str | Promise, Callable[[date], Days]]] = {
    "today": (_("today"), _day),
    "yesterday": (_("yesterday"), lambda day: _day(day, -1)),
    "this_week": (_("this week"), _week),
    "last_week": (_("last week"), lambda day: _week(day, -1)),
    "next_week": (_("next week"), lambda day: _week(day, 1)),
    "this_month": (_("this month"), _month),
    "last_month": (_("last month"), lambda day: _month(day, -1)),
    "this_year": (_("this year"), lambda day: (date(day.year, 1, 1), date(day.year + 1, 1, 1))),
}


def range_of(word: str, today: date) -> str:
    """The days of a word as a Listing takes them; what is no word is left as it is."""
    if word not in WORDS:
        return word
    first, last = WORDS[word][1](today)
    return f"{first.isoformat()}..{last.isoformat()}"


def word_in(values: Sequence[str]) -> str:
    """The word that stands for the days, if one does."""
    return values[0] if values and values[0] in WORDS else ""
