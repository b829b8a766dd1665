"""Dates and times of day in element strings: YYMMDD, HHMM and their parts (GS1 General Specifications, 3 and 7.12)."""

from calendar import monthrange
from datetime import date

from tradepost.base.gs1.characters import are_digits


def full_year(year: int, today: date) -> int:
    """The year that two digits mean, within 49 years behind and 50 years before today (section 7.12)."""
    ahead = year - today.year % 100
    century = today.year - today.year % 100
    if ahead >= 51:
        return century - 100 + year
    if ahead <= -50:
        return century + 100 + year
    return century + year


def day_of(text: str, today: date) -> date:
    """The day that a checked YYMMDD means; day 00 is the last of its month.

    The check lets 29 February 00 pass, as of 2000; should it mean 2100, it is the last day there.
    """
    year, month, day = full_year(int(text[:2]), today), int(text[2:4]), int(text[4:6])
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def yymmdd(text: str) -> str | None:
    """A day of the calendar."""
    return _date(text, years=2, day_may_be_open=False)


def yymmd0(text: str) -> str | None:
    """A day, or with day 00 a month."""
    return _date(text, years=2, day_may_be_open=True)


def yyyymmdd(text: str) -> str | None:
    """A day of the calendar, its year in full."""
    return _date(text, years=4, day_may_be_open=False)


def yyyymmd0(text: str) -> str | None:
    """A day, or with day 00 a month, its year in full."""
    return _date(text, years=4, day_may_be_open=True)


def _date(text: str, *, years: int, day_may_be_open: bool) -> str | None:
    if len(text) != years + 4:
        return "date-too-short" if len(text) < years + 4 else "date-too-long"
    if not are_digits(text):
        return "non-digit-character"
    year, month, day = int(text[:years]), int(text[years:-2]), int(text[-2:])
    if not 1 <= month <= 12:
        return "illegal-month"
    # Two digits leap as 2000 does: which century is meant, nobody knows here.
    last = monthrange(year or 2000, month)[1]
    return None if (0 if day_may_be_open else 1) <= day <= last else "illegal-day"


def hh(text: str) -> str | None:
    """An hour of the day."""
    return _part(text, "hour", 23)


def mi(text: str) -> str | None:
    """A minute of the hour."""
    return _part(text, "minute", 59)


def ss(text: str) -> str | None:
    """A second of the minute."""
    return _part(text, "second", 59)


def _part(text: str, name: str, most: int) -> str | None:
    if len(text) != 2:
        return f"{name}-too-short" if len(text) < 2 else f"{name}-too-long"
    if not are_digits(text):
        return "non-digit-character"
    return None if int(text) <= most else f"illegal-{name}"


def hhmi(text: str) -> str | None:
    """A minute of the day."""
    if len(text) != 4:
        return "hour-with-minute-too-short" if len(text) < 4 else "hour-with-minute-too-long"
    return hh(text[:2]) or mi(text[2:])
