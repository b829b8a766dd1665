"""One field for whatever a scanner, a camera or a person gives: what it means, or the text as it came."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradepost.base.gs1.characters import is_gtin
from tradepost.base.gs1.elements import FNC1, Element, Elements, from_brackets, from_carets, from_scanner
from tradepost.base.gs1.links import from_link, is_address
from tradepost.base.gs1.measures import Measure, Price, measure_of, price_of
from tradepost.base.gs1.message import companions, contradictions
from tradepost.base.gs1.moments import day_of
from tradepost.base.gs1.refusals import NoKey, NotGs1
from tradepost.base.gs1.symbols import (
    ELEMENT_STRINGS,
    IDENTIFIED,
    RETAIL,
    WITH_ADD_ON,
    carrier_of,
    from_scan,
)  # fmt: skip
from tradepost.base.gs1.table import IDENTIFIERS, find

LONGEST = 8000
"""Characters; no barcode holds more (QR Code: 7,089)."""

AROUND = " \t\r\n"
BRACKET = re.compile(r"\(([0-9]{2,4})\)")
UNMARKED = re.compile(r"(?:0[123][0-9]{14}|00[0-9]{18})")
"""How an element string begins whose scanner sends neither identifier nor FNC1: with the key of an item or a unit."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned. `text` is the data as it came; all else is empty where the scan does not say it.

    `elements`: as read, in their order. `gtin`: 14 digits. `count`: pieces in an item of varying content (30).
    `contained_gtin`, `contained_count`: what is in a logistic unit, and how many of it (02, 37). Weights in
    kilograms, net of packing or gross. `wants`: a sentence for each element that says nothing until another barcode
    of the same item is scanned too.
    """

    text: str
    carrier: str = ""
    elements: Elements = ()
    gtin: str = ""
    lot: str = ""
    serial: str = ""
    sscc: str = ""
    count: int | None = None
    contained_gtin: str = ""
    contained_count: int | None = None
    expires_on: date | None = None
    best_before_on: date | None = None
    sell_by_on: date | None = None
    produced_on: date | None = None
    packed_on: date | None = None
    measures: tuple[Measure, ...] = ()
    weight_kg: Decimal | None = None
    gross_weight_kg: Decimal | None = None
    price: Price | None = None
    payable: Price | None = None
    wants: tuple[str, ...] = ()

    @property
    def item_gtin(self) -> str:
        """The item that this is, or that is inside."""
        return self.gtin or self.contained_gtin

    @property
    def is_plain(self) -> bool:
        """Whether GS1 says nothing about it: a code of one's own, a bin's label, a document's number."""
        return not (self.elements or self.gtin)

    def value(self, ai: str) -> str:
        """The value of an identifier, "" where it does not stand there."""
        return next((one.value for one in self.elements if one.ai == ai), "")


def read(text: str, *, today: date) -> Scan:
    """What a scanned or typed text means; `today` tells the century of two digits.

    What does not pretend to be GS1 comes back as plain text. Raises NotGs1 with a sentence for what does and is not:
    behind a barcode's identifier of GS1, in brackets that begin with an identifier of the table, behind an FNC1, or
    as an address that names a key.
    """
    typed = text.strip(AROUND)
    if len(typed) > LONGEST:
        return Scan(typed)
    symbol = IDENTIFIED.match(typed)
    kind = symbol["kind"] if symbol else ""
    if kind in ELEMENT_STRINGS or kind in RETAIL:
        found = from_scan(typed)
        return _scan(found.text, found.elements or found.composite, today, found.carrier, found.gtin)
    carrier = carrier_of(kind)
    return _by_form(typed[3:], today, carrier) if carrier else _by_form(typed, today, "")


def _by_form(typed: str, today: date, carrier: str) -> Scan:
    """What nobody vouches for is read by how it looks.

    Digits that check are a GTIN. An element string without any mark is one only if all of it is: else it is
    somebody's own code.
    """
    if elements := _marked(typed):
        return _scan(typed, elements, today, carrier)
    number = typed[:13] if carrier == WITH_ADD_ON else typed
    if is_gtin(number):
        return Scan(typed, carrier, gtin=number.zfill(14))
    return _scan(typed, _unmarked(typed), today, carrier)


def _unmarked(typed: str) -> Elements:
    """The elements of a text without any mark; none at all when it is somebody's own code."""
    if not UNMARKED.match(typed):
        return ()
    try:
        found = from_scanner(typed)
    except NotGs1:
        return ()
    is_message = len({one.ai for one in found}) == len(found) and not contradictions(found)
    return found if is_message else ()


def _marked(typed: str) -> Elements:
    """The elements of a text that pretends to be GS1; none at all when it does not. Raises NotGs1."""
    bracket = BRACKET.match(typed)
    if bracket and bracket[1] in IDENTIFIERS:
        return from_brackets(_without_blanks(typed))
    if typed.startswith(("^", FNC1)) and find(typed, 1):
        return from_carets("^" + typed[1:])
    if FNC1 in typed and find(typed):
        return from_scanner(typed)
    if is_address(typed):
        try:
            return from_link(typed)
        except NoKey:
            return ()
    return ()


def _without_blanks(typed: str) -> str:
    """Brackets as people type them, with blanks around; inside of a value none may stand, and it is refused there."""
    closed = "(".join(piece.rstrip(" ") for piece in typed.split("("))
    return ")".join(piece.lstrip(" ") for piece in closed.split(")"))


def _scan(text: str, elements: Elements, today: date, carrier: str, gtin: str = "") -> Scan:
    """`gtin`: the number of a retail barcode, which stands in no element."""
    for sentence in contradictions(elements):
        raise NotGs1(sentence, problem="contradiction")
    values = {one.ai: one.value for one in elements}
    measures = tuple(one for one in map(measure_of, elements) if one)
    weights = [one for one in measures if one.kilograms is not None]

    def day(*identifiers: str) -> date | None:
        return next((day_of(values[ai][:6], today) for ai in identifiers if ai in values), None)

    def number(ai: str) -> int | None:
        return int(values[ai]) if ai in values else None

    return Scan(
        text=text,
        carrier=carrier,
        elements=elements,
        gtin=gtin or values.get("01") or values.get("03") or values.get("8006", "")[:14],
        lot=values.get("10", ""),
        serial=values.get("21", ""),
        sscc=values.get("00", ""),
        count=number("30"),
        contained_gtin=values.get("02") or values.get("8026", "")[:14],
        contained_count=number("37"),
        expires_on=day("17", "7003"),
        best_before_on=day("15"),
        sell_by_on=day("16"),
        produced_on=day("11"),
        packed_on=day("13"),
        measures=measures,
        weight_kg=next((one.kilograms for one in weights if not one.is_logistic), None),
        gross_weight_kg=next((one.kilograms for one in weights if one.is_logistic), None),
        price=_first(elements, "392", "393"),
        payable=_first(elements, "390", "391"),
        wants=tuple(companions((Element("01", gtin), *elements) if gtin else elements)),
    )


def _first(elements: Iterable[Element], *decades: str) -> Price | None:
    return next((price_of(one) for one in elements if len(one.ai) == 4 and one.ai[:3] in decades), None)
