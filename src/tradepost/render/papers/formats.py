"""Numbers, days and foreign text made fit for paper. Babel knows the locale; nothing here is float."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision

# Characters that would reorder the text after them (a known way to make a paper lie) or end a line.
REORDERING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LONGEST_WORD = 24

# The embedded typeface has no narrow no-break space; the plain one looks the same at this size.
_TIDY = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", **dict.fromkeys(REORDERING)})


@cache
def locale_of(name: str) -> Locale:
    """The locale for "de", "de-AT" or "es_MX"; English where Babel does not know the name."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def clean(value: str, *, longest_word: int = LONGEST_WORD) -> str:
    """Foreign text, printable and breakable: control characters go, lines stay, endless words may wrap."""
    normal = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " ")).translate(_TIDY)
    printable = "".join(c for c in normal if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    return breakable(printable.strip(), longest_word)


def breakable(value: str, longest: int) -> str:
    """The text with a chance to break (zero-width space) after every letter of words longer than `longest`.

    Letters that combine or join (accents, Arabic, emoji sequences) stay with their neighbours.
    """

    def split(match: re.Match[str]) -> str:
        return re.sub(
            r"([\x21-\u02af\u0370-\u058f\u2e80-\uffdc])(?=[\x21-\u02af\u0370-\u058f\u2e80-\uffdc])",
            "\\1\u200b",
            match[0],
        )

    return re.sub(rf"\S{{{longest + 1},}}", split, value)


def day_text(value: date, locale: str) -> str:
    """A day as people write it there: Nov 3, 2025 / 03.11.2025 / 3 nov 2025."""
    return format_date(value, format="medium", locale=locale_of(locale)).translate(_TIDY)


def money_text(value: Decimal, currency: str, locale: str, *, symbol: bool = False) -> str:
    """An amount with the currency's own number of decimals; with its symbol where it stands alone."""
    digits = get_currency_precision(currency)
    if symbol:
        return format_currency(value, currency, locale=locale_of(locale)).translate(_TIDY)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale_of(locale)).translate(_TIDY)


def price_text(value: Decimal, currency: str, locale: str) -> str:
    """A unit price: the currency's decimals at least, up to six where the price is finer."""
    digits = get_currency_precision(currency)
    optional = "#" * (6 - digits)
    pattern = f"#,##0.{'0' * digits}{optional}"
    return format_decimal(value, format=pattern, locale=locale_of(locale)).translate(_TIDY)


def quantity_text(value: int | Decimal, locale: str) -> str:
    """A quantity as counted or weighed, without zeros behind the point."""
    return format_decimal(value, format="#,##0.######", locale=locale_of(locale)).translate(_TIDY)


def percent_text(value: Decimal, locale: str) -> str:
    """A rate given in percent: Decimal("7.5") is 7.5 %."""
    number = format_decimal(value, format="#,##0.####", locale=locale_of(locale)).translate(_TIDY)
    return f"{number}%" if locale_of(locale).language == "en" else f"{number}\u00a0%"
