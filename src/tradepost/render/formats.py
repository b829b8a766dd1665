"""Numbers, money, quantities and dates as text, by locale. No clock: whoever knows the time passes it."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_decimal, format_percent, get_currency_precision
from django.utils import timezone
from django.utils.translation import get_language, gettext

NEAR_DAYS = 6
"""Within this many days a date is said relative to today; further away it is a date."""

MINUTE, HOUR, DAY = 60, 3600, 86400


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def locale() -> Locale:
    """The Babel locale of the language in force."""
    return _locale(get_language() or "en")


@lru_cache(maxsize=32)
def _pattern(least: int, most: int) -> str:
    fraction = "0" * least + "#" * (most - least)
    return "#,##0." + fraction if fraction else "#,##0"


def money_text(amount: Decimal | int | str, currency: str, *, finest: int = 0) -> str:
    """The amount without its currency, in the currency's own decimals; unit prices may ask for up to `finest`."""
    least = get_currency_precision(currency) if currency else 2
    if not finest:
        amount = Decimal(amount).quantize(Decimal(1).scaleb(-least), rounding=ROUND_HALF_UP)
    pattern = _pattern(least, max(least, finest))
    return format_decimal(Decimal(amount), format=pattern, locale=locale())


def number_text(value: Decimal | int | str, *, finest: int = 6) -> str:
    return format_decimal(Decimal(value), format=_pattern(0, finest), locale=locale())


def percent_text(share: Decimal | int | str, *, finest: int = 1) -> str:
    """A share of one (0.25) as per cent (25 %)."""
    pattern = "#,##0." + "#" * finest + "%" if finest else "#,##0%"
    return format_percent(Decimal(share), format=pattern, locale=locale())


def _day_pattern() -> str:
    """`12 Mar`, and `12. März` where a day has its dot."""
    return "d. MMM" if locale().language == "de" else "d MMM"


def _plain_day(value: date, today: date | None) -> str:
    year = "" if today is not None and value.year == today.year else " y"
    return format_date(value, format=_day_pattern() + year, locale=locale())


def day_in_words(value: date) -> str:
    """`Thursday, 12 March`, as the language says it."""
    if locale().language == "en":
        return format_date(value, format="EEEE, d MMMM", locale=locale())
    return format_skeleton("MMMMEEEEd", value, locale=locale())


def day_text(value: date, today: date | None) -> str:
    """`today`, `in 3 days`, `12 Mar`, `12 Mar 2023`: as short as stays clear."""
    if today is None:
        return _plain_day(value, today)
    distance = (value - today).days
    named = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if distance in named:
        return named[distance]
    if abs(distance) <= NEAR_DAYS:
        return format_timedelta(
            timedelta(days=distance), granularity="day", add_direction=True, threshold=1.1, locale=locale()
        )
    return _plain_day(value, today)


def moment_text(value: datetime, now: datetime | None) -> str:
    """`just now`, `5 minutes ago`, `yesterday 14:02`, `12 Mar 14:02`, `12 Mar 2023`."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if now is None:
        return format_datetime(local, format=_day_pattern() + " y HH:mm", locale=locale())
    seconds = (value - now).total_seconds()
    if abs(seconds) < MINUTE:
        return gettext("just now")
    if abs(seconds) < 12 * HOUR:
        return format_timedelta(
            timedelta(seconds=seconds), add_direction=True, threshold=1.6, locale=locale()
        )
    today = timezone.localtime(now).date()
    near = abs((local.date() - today).days) <= 1
    day = day_text(local.date(), today) if near else _plain_day(local.date(), today)
    if local.year != today.year:
        return day
    return f"{day} {format_datetime(local, format='HH:mm', locale=locale())}"
