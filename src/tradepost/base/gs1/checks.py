"""What the components of a value must satisfy: one pure check for each rule that the table of identifiers names.

Every check takes a text and gives None, or a word for what is wrong that never changes. The rules are those of the
GS1 General Specifications, section 3; where they borrow from another standard, the check says from which.
"""

import re
from collections.abc import Callable

from tradepost.base.gs1 import characters, coupons, moments
from tradepost.base.gs1.characters import CAPITALS, CSET64, DIGITS, are_digits
from tradepost.base.gs1.code_lists import COUNTRIES, COUNTRY_LETTERS, CURRENCIES, PACKAGES

SHORTEST_PREFIX = 4
"""Digits of the shortest prefix that GS1 gives to a company."""

SHORTEST_IBAN, LONGEST_IBAN = 11, 34
BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
PLACE = re.compile(r"([0-9]+)/([0-9]+)")


def iso3166(text: str) -> str | None:
    """A country in three digits."""
    return None if text in COUNTRIES else "not-iso3166"


def iso3166999(text: str) -> str | None:
    """A country in three digits, or 999 for several."""
    return None if text in COUNTRIES or text == "999" else "not-iso3166-or-999"


def iso3166alpha2(text: str) -> str | None:
    """A country in two letters."""
    return None if text in COUNTRY_LETTERS else "not-iso3166-alpha2"


def iso4217(text: str) -> str | None:
    """A currency in three digits."""
    return None if text in CURRENCIES else "not-iso4217"


def iso5218(text: str) -> str | None:
    """ISO/IEC 5218: not known, male, female, not applicable."""
    return None if text in {"0", "1", "2", "9"} else "invalid-biological-sex-code"


def packagetype(text: str) -> str | None:
    """A kind of package of UN/ECE Recommendation 21, or one that GS1 adds."""
    return None if text in PACKAGES else "invalid-package-type"


def mediatype(text: str) -> str | None:
    """What carries the barcode (7241): 01 to 10 are given, 80 to 99 free for own use."""
    given = len(text) == 2 and are_digits(text) and (1 <= int(text) <= 10 or int(text) >= 80)
    return None if given else "invalid-media-type"


def iban(text: str) -> str | None:
    """ISO 13616: country, two check digits, account; the check is ISO 7064 MOD 97-10."""
    if len(text) < SHORTEST_IBAN:
        return "iban-too-short"
    if len(text) > LONGEST_IBAN:
        return "iban-too-long"
    if not (DIGITS | CAPITALS).issuperset(text):
        return "invalid-iban-character"
    if text[:2] not in COUNTRY_LETTERS:
        return "illegal-iban-country-code"
    as_number = "".join(str(int(sign, 36)) for sign in text[4:] + text[:4])
    return None if int(as_number) % 97 == 1 else "incorrect-iban-checksum"


def pieceoftotal(text: str) -> str | None:
    """Piece and number of pieces, in as many digits each: 0203 is the second of three."""
    if not text or len(text) % 2:
        return "invalid-length-for-piece-of-total"
    if not are_digits(text):
        return "non-digit-character"
    piece, total = text[: len(text) // 2], text[len(text) // 2 :]
    if not piece.strip("0"):
        return "zero-piece-number"
    if not total.strip("0"):
        return "zero-total-pieces"
    return "piece-number-exceeds-total" if piece > total else None


def posinseqslash(text: str) -> str | None:
    """Place and last place: 2/3 is the second of three."""
    found = PLACE.fullmatch(text)
    if not found:
        return "position-in-sequence-malformed"
    place, last = found.groups()
    if place.startswith("0") or last.startswith("0"):
        return "illegal-zero-prefix"
    return "position-exceeds-end" if (len(place), place) > (len(last), last) else None


def gcppos1(text: str) -> str | None:
    """The key begins with a company's prefix."""
    return _company(text)


def gcppos2(text: str) -> str | None:
    """The company's prefix follows the first digit, which is an indicator or an extension."""
    return _company(text[1:])


def _company(text: str) -> str | None:
    """Which prefixes are given to whom, only GS1 knows; we look at what may be one."""
    if len(text) < SHORTEST_PREFIX:
        return "too-short-for-key"
    return None if are_digits(text[:SHORTEST_PREFIX]) else "invalid-gcp-prefix"


def nonzero(text: str) -> str | None:
    """A number above 0."""
    if not DIGITS.issuperset(text):
        return "non-digit-character"
    return None if text.strip("0") else "illegal-zero-value"


def zero(text: str) -> str | None:
    """Nothing but zeros."""
    return None if text and not text.strip("0") else "not-zero"


def nozeroprefix(text: str) -> str | None:
    """A number without zeros in front; 0 itself is one."""
    return "illegal-zero-prefix" if text.startswith("0") and text != "0" else None


def yesno(text: str) -> str | None:
    """1 for yes, 0 for no."""
    return None if text in {"0", "1"} else "not-zero-or-one"


def winding(text: str) -> str | None:
    """How a roll is wound (8001): face out, face in, not known."""
    return None if text in {"0", "1", "9"} else "invalid-winding-direction"


def hyphen(text: str) -> str | None:
    """The minus sign behind a temperature."""
    return None if set(text) <= {"-"} else "not-hyphen"


def hasnondigit(text: str) -> str | None:
    """At least one character that is no digit."""
    return "requires-non-digit-character" if DIGITS.issuperset(text) else None


def importeridx(text: str) -> str | None:
    """The importer's place in (7040)."""
    if len(text) != 1:
        return "importer-idx-must-be-one-character"
    return None if text in CSET64 else "invalid-import-idx-character"


def pcenc(text: str) -> str | None:
    """Letters beyond ASCII stand as %hh."""
    return "invalid-percent-sequence" if BAD_PERCENT.search(text) else None


def latitude(text: str) -> str | None:
    """Ten millionths of a degree from the south pole."""
    return _degrees(text, "latitude", 180)


def longitude(text: str) -> str | None:
    """Ten millionths of a degree, eastward from Greenwich."""
    return _degrees(text, "longitude", 360)


def _degrees(text: str, name: str, most: int) -> str | None:
    if len(text) != 10:
        return f"{name}-invalid-length"
    if not are_digits(text):
        return "non-digit-character"
    return None if int(text) <= most * 10**7 else f"invalid-{name}"


Check = Callable[[str], str | None]

CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        characters.cset82, characters.cset39, characters.cset64, characters.csetnumeric,
        characters.csum, characters.csumalpha,
        moments.yymmdd, moments.yymmd0, moments.yyyymmdd, moments.yyyymmd0,
        moments.hh, moments.mi, moments.ss, moments.hhmi,
        coupons.couponcode, coupons.couponposoffer,
        iso3166, iso3166999, iso3166alpha2, iso4217, iso5218, packagetype, mediatype, iban, pieceoftotal,
        posinseqslash, gcppos1, gcppos2, nonzero, zero, nozeroprefix, yesno, winding, hyphen, hasnondigit,
        importeridx, pcenc, latitude, longitude,
    )
}  # fmt: skip
"""Every check by the name that the table of identifiers calls it by."""
