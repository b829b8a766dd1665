"""Pure choices about names, numbers and addresses: how what was typed becomes what is kept.

The libraries know the countries; we only choose what to do with their verdict: keep the normal form
of what is valid, keep what is merely doubtful as it was typed (history is full of it), and refuse what
cannot be what it claims to be.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from babel import Locale
from babel.numbers import list_currencies
from stdnum import get_cc_module
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

from tradepost.domain.parties.rules.terms import clean_parts

TAX_CLASSES = ("standard", "exempt", "reverse")
ADDRESS_KINDS = ("billing", "shipping")
SOURCING = ("one", "own_first", "nearest", "least_split", "cheapest")
"""How warehouses of an order are chosen: its own alone; its own first; by distance; the fewest; the cheapest way."""
TAX_ROUNDINGS = ("total", "line")
"""How the tax of a document is rounded: of the sum of each code and rate, or of each line."""
AUTOMATIC_HOLDS = ("credit", "overdue", "deposit", "price", "stock", "address", "fraud", "po")
"""Why an order may be held by itself when it is confirmed."""
HOLDS_AT_FIRST = ("credit", "overdue", "deposit", "price", "po")
# What decides how much a customer may owe and how long: doors ask `parties.change_credit` for it.
CREDIT_FIELDS = (
    "credit_limit", "terms_days", "terms_discount_percent", "terms_discount_days", "terms_month_end", "terms_parts",
    "deposit_percent", "parent_id", "shares_limit", "overdue_days", "no_holds",
)  # fmt: skip
# Where the postal code follows the city (Universal Postal Union, addressing systems).
_CODE_AFTER_CITY = frozenset({"US", "CA", "AU", "GB", "IE", "NZ", "IN", "ZA"})
_OTHER_COUNTRY_NAMES = {
    "uk": "GB",
    "england": "GB",
    "great britain": "GB",
    "usa": "US",
    "united states of america": "US",
    "holland": "NL",
    "the netherlands": "NL",
    "korea": "KR",
    "south korea": "KR",
    "russian federation": "RU",
    "czech republic": "CZ",
}
_EU_VAT_PREFIX = {"GR": "EL"}
_COUNTRY_OF_PREFIX = {prefix: country for country, prefix in _EU_VAT_PREFIX.items()}


@dataclass(frozen=True, slots=True)
class AddressLines:
    """The parts of an address as they are kept; `country` is ISO 3166-1 alpha-2 or empty."""

    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


def address_text(lines: AddressLines) -> str:
    """The address as a label shows it, one line per part, the country's English name last."""
    if lines.country in _CODE_AFTER_CITY:
        place = _joined(", ", lines.city, _joined(" ", lines.region, lines.postal_code))
    else:
        place = _joined(", ", _joined(" ", lines.postal_code, lines.city), lines.region)
    return _joined("\n", lines.name, lines.line1, lines.line2, place, country_name(lines.country))


def _joined(separator: str, *parts: str) -> str:
    return separator.join(part for part in parts if part)


@cache
def _territories() -> dict[str, str]:
    return {code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}


@cache
def _codes_by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in _territories().items()} | _OTHER_COUNTRY_NAMES


def country_name(code: str) -> str:
    """The English name of a country; the code itself when nobody knows it."""
    return _territories().get(code, code)


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 of a code or an English name; empty stays empty. ValueError when unknown."""
    typed = text.strip()
    if not typed:
        return ""
    code = _codes_by_name().get(typed.casefold(), typed.upper())
    if code not in _territories():
        raise ValueError(f"“{typed}” is not a country. Give its two-letter code, for example DE.")
    return code


@cache
def _currencies() -> set[str]:
    return list_currencies()


def currency_code(text: str) -> str:
    """ISO 4217 in capitals. ValueError when there is no such currency."""
    code = text.strip().upper()
    if code not in _currencies():
        raise ValueError(f"“{text}” is not a currency. Give its three-letter code, for example EUR.")
    return code


def language_code(text: str) -> str:
    """`de`, `pt-BR`; empty stays empty. ValueError when it has no such shape."""
    typed = text.strip().replace("_", "-")
    if typed and not re.fullmatch(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", typed):
        raise ValueError(f"“{text}” is not a language. Give its code, for example en or de.")
    head, dash, rest = typed.partition("-")
    return head.lower() + dash + rest


def tax_number(text: str, country: str = "") -> str:
    """The compact form of a valid tax number; a doubtful one as typed, without outer blanks.

    ValueError only for what no tax number can be: no digit in it, or longer than 40 characters.
    """
    typed = " ".join(text.split())
    if not typed:
        return ""
    if len(typed) > 40 or not any(letter.isdigit() for letter in typed):
        raise ValueError(f"“{typed[:40]}” cannot be a tax number.")
    return _compact_tax_number(typed, country) or typed


def is_tax_number_doubtful(text: str, country: str = "") -> bool:
    """Whether the check digits or the shape do not fit the country, so that a person should look."""
    return bool(text) and _compact_tax_number(text, country) is None


def is_number_of_another_country(text: str, country: str, home: str) -> bool:
    """Whether a tax number is valid and not of our own country `home`; an EU number says itself whose it is.

    Where `home` is "" nobody has said which country is ours, and any valid number will do.
    """
    number = _compact_tax_number(text, country) if text else None
    if number is None:
        return False
    own = _COUNTRY_OF_PREFIX.get(number[:2], number[:2])
    return not home or (own if own in _territories() else country) != home


def _compact_tax_number(text: str, country: str) -> str | None:
    """Valid as an EU VAT number (with its prefix) or as the country's own number (python-stdnum)."""
    candidates: list[tuple[Any, str]] = [(eu_vat, text)]
    if country:
        candidates.append((eu_vat, _EU_VAT_PREFIX.get(country, country) + text))
        national = get_cc_module(country.lower(), "vat")
        if national is not None:
            candidates.append((national, text))
    for module, number in candidates:
        try:
            return str(module.validate(number))
        except ValidationError:
            continue
    return None


def phone_number(text: str, country: str = "") -> str:
    """E.164 of a valid number (`+493012345`), anything else as typed.

    ValueError for what has no digit or is longer than 40 characters.
    """
    typed = " ".join(text.split())
    if not typed:
        return ""
    if len(typed) > 40 or not any(letter.isdigit() for letter in typed):
        raise ValueError(f"“{typed[:40]}” cannot be a telephone number.")
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return typed
    # An extension has no place in E.164; then the typed form says more.
    if number.extension or not phonenumbers.is_valid_number(number):
        return typed
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def email_address(text: str) -> str:
    """Without outer blanks. ValueError when it is not of the shape name@place."""
    typed = text.strip()
    if typed and not re.fullmatch(r"[^@\s]+@[^@\s]+", typed):
        raise ValueError(f"“{typed}” is not an e-mail address.")
    return typed


def web_address(text: str) -> str:
    """With https:// when it looks like a host; other words stay. ValueError for any scheme but http(s)."""
    typed = text.strip().strip("#")
    if re.match(r"(?i)https?://", typed):
        return typed
    if urlsplit(typed).scheme and not re.match(r"^[^/:]+:\d", typed):
        raise ValueError(f"“{typed}” is not a web address.")
    return f"https://{typed}" if re.match(r"^[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?$", typed) else typed


def _name(text: str) -> str:
    typed = " ".join(text.split())
    if not typed:
        raise ValueError("Give a name.")
    return typed


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _days(value: int) -> int:
    if not 0 <= value <= 3650:
        raise ValueError("Give a number of days from 0 to 3650.")
    return value


def _days_or_none(value: int | None) -> int | None:
    return None if value is None else _days(value)


def _holds(value: Sequence[str]) -> list[str]:
    if strange := sorted(set(value) - set(AUTOMATIC_HOLDS)):
        raise ValueError(f"“{strange[0]}” is no reason to hold. One of {', '.join(AUTOMATIC_HOLDS)}.")
    return [kind for kind in AUTOMATIC_HOLDS if kind in value]


def _amount_or_none(value: Decimal | None) -> Decimal | None:
    return None if value is None else _amount(value)


def _whole_percent(value: int) -> int:
    if not 0 <= value <= 100:
        raise ValueError("Give a number from 0 to 100.")
    return value


def _percent(value: Decimal) -> Decimal:
    return _amount(value, Decimal(100))


def _amount(value: Decimal | None, most: Decimal = Decimal(10) ** 13) -> Decimal:
    amount = Decimal(value or 0)
    if not (amount.is_finite() and 0 <= amount <= most):
        raise ValueError(f"Give a number from 0 to {most:f}.")
    return amount


def _credit_limit(value: Decimal | None) -> Decimal | None:
    return None if value is None else _amount(value)


def _tax_class(text: str) -> str:
    if text not in TAX_CLASSES:
        raise ValueError(f"One of {', '.join(TAX_CLASSES)}.")
    return text


def _sourcing(text: str) -> str:
    if text and text not in SOURCING:
        raise ValueError(f"One of {', '.join(SOURCING)}.")
    return text


def _tax_rounding(text: str) -> str:
    if text and text not in TAX_ROUNDINGS:
        raise ValueError(f"One of {', '.join(TAX_ROUNDINGS)}.")
    return text


def _number(text: str) -> str:
    typed = " ".join(text.split())
    if len(typed) > 40:
        raise ValueError("A number has at most 40 characters.")
    return typed


# How what was typed in a field becomes what is kept.
_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "email": email_address,
    "website": web_address,
    "language": language_code,
    "number": _number,
    "currency": currency_code,
    "terms_days": _days,
    "terms_discount_days": _days,
    "terms_parts": clean_parts,
    "overdue_days": _days_or_none,
    "automatic_holds": _holds,
    "no_holds": _holds,
    "first_order_over": _amount_or_none,
    "deposit_percent": _percent,
    "lead_days": _days,
    "minimum_shelf_days": _days,
    "terms_discount_percent": _percent,
    "discount_percent": _percent,
    "minimum_fill_percent": _whole_percent,
    "credit_limit": _credit_limit,
    "minimum_order": _amount,
    "least_order": _amount_or_none,
    "tax_class": _tax_class,
    "sourcing": _sourcing,
    "tax_rounding": _tax_rounding,
}
_CLEANERS_BY_COUNTRY: dict[str, Callable[[str, str], str]] = {"tax_number": tax_number, "phone": phone_number}
_ADDRESS_CLEANERS: dict[str, Callable[[str], str]] = {
    "country": country_code,
    **dict.fromkeys(["name", "line1", "line2", "city", "region", "postal_code"], _one_line),
}


def clean_party(values: Mapping[str, Any], country: str = "") -> tuple[dict[str, Any], dict[str, str]]:
    """The values as they are kept, and a sentence for each field that cannot be. Unknown fields stay."""
    return _cleaned(
        values,
        _CLEANERS | {name: partial(_with, clean, country) for name, clean in _CLEANERS_BY_COUNTRY.items()},
    )


def clean_address(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """As clean_party, for the fields of an address."""
    clean, problems = _cleaned(values, _ADDRESS_CLEANERS)
    if clean.get("kind", "billing") not in ADDRESS_KINDS:
        problems["kind"] = f"One of {', '.join(ADDRESS_KINDS)}."
    return clean, problems


def _with(clean: Callable[[str, str], str], country: str, text: str) -> str:
    return clean(text, country)


def _cleaned(
    values: Mapping[str, Any], cleaners: Mapping[str, Callable[[Any], Any]]
) -> tuple[dict[str, Any], dict[str, str]]:
    clean: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in values.items():
        try:
            clean[name] = cleaners[name](value) if name in cleaners else value
        except (ValueError, ArithmeticError) as problem:
            problems[name] = str(problem)
    return clean, problems
