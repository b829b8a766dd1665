"""GS1 Digital Link: the elements of an item as an address, `https://id.gs1.org/01/04006381333931/10/A1?17=261231`.

Source: GS1 Digital Link Standard: URI Syntax. A key and its qualifiers stand in the path, in order; the rest behind
the question mark. What the standard allowed before release 1.2 is still read: names for keys (`/gtin/`), and GTINs
without the zeros in front.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from tradepost.base.gs1.characters import are_digits
from tradepost.base.gs1.elements import Element, Elements, element
from tradepost.base.gs1.refusals import NoKey, NotGs1, shown
from tradepost.base.gs1.table import IDENTIFIERS

STEM = "https://id.gs1.org"

NAMES = {
    "sscc": "00", "gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "gln": "414", "payTo": "415",
    "party": "417", "gsrnp": "8017", "gsrn": "8018", "gcn": "255", "gdti": "253", "ginc": "401", "gsin": "402",
    "grai": "8003", "giai": "8004",
    "cpv": "22", "lot": "10", "ser": "21", "cpsn": "8011", "glnx": "254", "refno": "8020", "srin": "8019",
}  # fmt: skip
"""Names that stood for keys and qualifiers until release 1.2."""

SCHEME = re.compile(r"https?://", re.IGNORECASE)
HOST = re.compile(r"[A-Za-z0-9.:-]+")
ALLOWED = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*")
"""The characters of RFC 3986."""

OTHER_SHAPES = {
    "empty", "too-short", "too-long", "non-digit-character", "too-short-for-key", "invalid-gcp-prefix",
}  # fmt: skip
"""What is wrong with a value that was never meant as a key."""

GTIN = "01"
SHORT_GTINS = (8, 12, 13)


def is_address(text: str) -> bool:
    """Whether it is written as an address of the web."""
    return bool(SCHEME.match(text))


def unescape_path(text: str) -> str:
    """`%hh` as its character; what is no such thing stays."""
    return unquote(text, encoding="latin-1")


def unescape_query(text: str) -> str:
    """The same, and a plus as a blank."""
    return unquote_plus(text, encoding="latin-1")


def escape_path(text: str) -> str:
    """What may not stand in a path as `%HH`."""
    return quote(text, safe="", encoding="latin-1")


def escape_query(text: str) -> str:
    """The same, and a blank as a plus."""
    return quote_plus(text, safe="", encoding="latin-1")


# ---- reading


def from_link(address: str) -> Elements:
    """The elements that a Digital Link names, in its order. Raises NoKey when it is another address, else NotGs1."""
    path, query = _path_and_query(address)
    pairs = _pairs(path)
    found = [_key(*pairs[0])]
    _refuse_bad_way(pairs[0][0], [ai for ai, _ in pairs[1:]])
    found += [element(ai, unescape_path(value)) for ai, value in pairs[1:]]
    for ai, value in _attributes(query):
        _refuse_bad_attribute(ai, [one.ai for one in found[: len(pairs)]], {one.ai for one in found})
        found.append(element(ai, _value(ai, unescape_query(value))))
    return tuple(found)


def _path_and_query(address: str) -> tuple[str, str]:
    scheme = SCHEME.match(address)
    if not scheme or not ALLOWED.fullmatch(address):
        raise NoKey(f"“{shown(address)}” is not an address of the web.", problem="no-address")
    whole, _, _ = address[scheme.end() :].partition("#")
    whole, _, query = whole.partition("?")
    host, _, path = whole.partition("/")
    if not HOST.fullmatch(host):
        raise NoKey(f"“{shown(address)}” is not an address of the web.", problem="no-address")
    return path, query


def _pairs(path: str) -> list[tuple[str, str]]:
    """The last key in the path and what follows it, two segments each: what stands before it is the site's own."""
    segments = path.split("/")
    pairs: list[tuple[str, str]] = []
    for place in range(len(segments) - 2, -1, -2):
        ai = NAMES.get(segments[place], segments[place])
        if ai not in IDENTIFIERS:
            break
        pairs.append((ai, segments[place + 1]))
        if IDENTIFIERS[ai].is_key:
            return pairs[::-1]
    raise NoKey("The address names no key of GS1.", problem="no-key")


def _key(ai: str, value: str) -> Element:
    """The key with its value. A value of another shape is a part of somebody's own address: `/2026/01/15`."""
    try:
        return element(ai, _value(ai, unescape_path(value)))
    except NotGs1 as wrong:
        if wrong.facts["problem"] in OTHER_SHAPES:
            raise NoKey("The address names no key of GS1.", problem="no-key") from None
        raise


def _refuse_bad_way(key: str, qualifiers: list[str]) -> None:
    if any(_is_in_order(qualifiers, way) for way in IDENTIFIERS[key].qualifiers):
        return
    said = ", ".join(f"({ai})" for ai in qualifiers)
    raise NotGs1(
        f"{shown(said)} may not follow ({key}) in an address, or not in this order.", problem="bad-qualifiers"
    )


def _is_in_order(qualifiers: list[str], way: tuple[str, ...]) -> bool:
    left = iter(way)
    return all(ai in left for ai in qualifiers)


def _attributes(query: str) -> Iterator[tuple[str, str]]:
    """What stands behind the question mark under a number; names are the site's own."""
    for field in re.split("[&;]", query):
        name, sign, value = field.partition("=")
        if sign and are_digits(name):
            yield name, value


def _refuse_bad_attribute(ai: str, path: list[str], present: set[str]) -> None:
    identifier = IDENTIFIERS.get(ai)
    if identifier and ai in present:
        raise NotGs1(f"({ai}) {identifier.title} stands twice in the address.", problem="twice", ai=ai)
    if identifier and not identifier.is_attribute:
        raise NotGs1(
            f"({ai}) {identifier.title} may not stand behind the question mark.",
            problem="no-attribute",
            ai=ai,
        )
    key, *qualifiers = path
    for way in IDENTIFIERS[key].qualifiers:
        if ai in way and set(qualifiers) <= set(way):
            raise NotGs1(
                f"({ai}) {IDENTIFIERS[ai].title} belongs into the path, not behind the question mark.",
                problem="belongs-into-path", ai=ai,
            )  # fmt: skip


def _value(ai: str, value: str) -> str:
    """A GTIN gets its zeros. A short one that is numbered inside one company names nothing in the wide web."""
    if ai != GTIN or len(value) not in SHORT_GTINS or not are_digits(value):
        return value
    if is_restricted(value):
        raise NotGs1(
            f"“{shown(value)}” is a number for use inside one company; no address may carry it.",
            problem="restricted", ai=ai,
        )  # fmt: skip
    return value.zfill(14)


def is_restricted(gtin: str) -> bool:
    """Whether a GTIN-8, -12 or -13 is a restricted circulation number (GS1 General Specifications, section 1.4)."""
    if len(gtin) == 8:
        return gtin.startswith(("0", "2"))
    return gtin.zfill(13).startswith(("02", "04", "2"))


# ---- writing


def to_link(elements: Elements, stem: str = STEM) -> str:
    """A Digital Link: the first key, its qualifiers, then the rest, of known length first. Raises NoKey, NotGs1."""
    alone = tuple(dict.fromkeys(elements))
    key = next((one for one in alone if one.identifier.is_key), None)
    if key is None:
        raise NoKey("None of these is a key that an address may begin with.", problem="no-key")
    by_ai = {one.ai: one for one in alone}
    way = max(key.identifier.qualifiers, key=lambda way: len(by_ai.keys() & set(way)))
    path = [key, *(by_ai[ai] for ai in way if ai in by_ai)]
    rest = sorted((one for one in alone if one not in path), key=lambda one: not one.identifier.is_fixed)
    _refuse_bad_rest([one.ai for one in path], rest)
    link = stem.removesuffix("/") + "".join(f"/{one.ai}/{escape_path(one.value)}" for one in path)
    query = "&".join(f"{one.ai}={escape_query(one.value)}" for one in rest)
    return f"{link}?{query}" if query else link


def _refuse_bad_rest(path: list[str], rest: list[Element]) -> None:
    present = set(path)
    for one in rest:
        _refuse_bad_attribute(one.ai, path, present)
        present.add(one.ai)
