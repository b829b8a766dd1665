"""What people write in cells, read: numbers with either decimal mark, days, yes and no. Pure.

Each reader gives the value, or raises ValueError with a sentence.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

_YES = {"1", "y", "yes", "true", "t", "x", "ja", "j", "wahr", "si", "s", "verdadero"}
_NO = {"0", "n", "no", "false", "f", "nein", "falsch", "falso"}
_MONEY_WORDS = re.compile(r"(?i)[€$£¥]|\b(?:usd|eur|gbp|chf|mxn)\b")
_MOST = Decimal(10) ** 13


def plain(text: str) -> str:
    """Lower case without accents, blanks and punctuation: how headings are compared."""
    found = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in found if letter.isalnum())


def words(text: str) -> str:
    """One line without outer blanks. A formula is not what it shows."""
    value = " ".join(text.split())
    if value.startswith("="):
        raise ValueError("is a formula; write its value.")
    return value


def yes(text: str) -> bool:
    """Yes or no in English, German or Spanish, 1 or 0."""
    value = plain(text)
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise ValueError(f"{text!r} is neither yes nor no.")


def amount(text: str, mark: str) -> Decimal:
    """A number of 0 or more. `mark` decides what 1.234 is: with "," it is one thousand and so on."""
    number = signed(text, mark)
    if number < 0:
        raise ValueError(f"{text!r} is below 0.")
    return number


def signed(text: str, mark: str) -> Decimal:
    """A number, below 0 too; read as `amount` reads it."""
    value = _bare(text)
    decimal, group = _marks(value, mark)
    before = value.split(decimal, maxsplit=1)[0]
    if not re.fullmatch(r"-?[0-9.,]+", value) or (group in value and not _is_grouped(before, group)):
        raise ValueError(f"{text!r} is no number.")
    try:
        number = Decimal(value.replace(group, "").replace(decimal, "."))
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number.") from None
    if abs(number) > _MOST:
        raise ValueError(f"{text!r} is too large.")
    return number


def _marks(value: str, mark: str) -> tuple[str, str]:
    """Decimal mark and thousands mark of one number: of two the last is the decimal mark."""
    other = "," if mark == "." else "."
    if other not in value:
        return mark, other
    ends_with_other = (
        value.rindex(other) > value.rfind(mark) if mark in value else not _is_grouped(value, other)
    )
    return (other, mark) if ends_with_other else (mark, other)


def whole(text: str, mark: str) -> int:
    """A whole number of 0 or more."""
    number = amount(text, mark)
    if number != int(number):
        raise ValueError(f"{text!r} is no whole number.")
    return int(number)


def percent(text: str, mark: str) -> Decimal:
    """A percentage from 0 to 100, with or without its sign."""
    number = amount(text.replace("%", ""), mark)
    if number > 100:
        raise ValueError(f"{text!r} is more than 100 percent.")
    return number


def day(text: str) -> date:
    """2024-12-31 or 31.12.2024, with or without a time; 12/31/2024 and 31/12/2024 when only one is a day."""
    value = text.strip().replace("T", " ").split(" ", maxsplit=1)[0]
    try:
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", value):
            year, month, number = map(int, found.groups())
        elif found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value):
            number, month, year = map(int, found.groups())
        elif found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", value):
            first, second, year = map(int, found.groups())
            if first <= 12 and second <= 12 and first != second:
                raise ValueError(f"{text!r} may be two days; write it as {year}-MM-DD.")
            month, number = (second, first) if first > 12 else (first, second)
        else:
            raise ValueError(f"{text!r} is no day; write it as YYYY-MM-DD.")
        made = date(year, month, number)
    except ValueError as problem:
        raise ValueError(str(problem) if repr(text) in str(problem) else f"{text!r} is no day.") from None
    if not 1900 <= made.year <= 2200:
        raise ValueError(f"{text!r} is too far away.")
    return made


def mark_of(texts: Iterable[str]) -> str:
    """The decimal mark of a file's numbers: "," when one of them can only be read so, else "."."""
    for text in texts:
        value = _bare(text)
        if "," in value and re.fullmatch(r"-?[\d.,]+", value):
            after = value[value.rindex(",") + 1 :]
            points_group = "." not in value or _is_grouped(value.split(",", maxsplit=1)[0], ".")
            if value.count(",") == 1 and points_group and (len(after) != 3 or "." in value):
                return ","
    return "."


def _bare(text: str) -> str:
    value = _MONEY_WORDS.sub("", text)
    return re.sub(r"[\s'’ ]", "", value).replace("−", "-")


def _is_grouped(value: str, mark: str) -> bool:
    """Whether a mark stands as it does between thousands: 1,234 or 12,345,678."""
    return bool(re.fullmatch(rf"-?\d{{1,3}}({re.escape(mark)}\d{{3}})+", value))
