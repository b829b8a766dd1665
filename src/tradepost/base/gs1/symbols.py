"""What a scanner says about the barcode: the symbology identifier in front of its data (ISO/IEC 15424).

GS1 General Specifications, section 5.1.2 and figure 7.8.1-1: `]C1` GS1-128, `]e0` GS1 DataBar and composite, `]d2`
GS1 DataMatrix, `]Q3` GS1 QR Code, `]J1` GS1 DotCode, `]E0` EAN-13 and UPC, `]E4` EAN-8.
Others carry a company's own text.
"""

import re
from dataclasses import dataclass

from tradepost.base.gs1.characters import are_digits, check_digit
from tradepost.base.gs1.elements import (
    FNC1,
    Elements,
    element,
    from_carets,
    from_scanner,
    to_scanner,
)  # fmt: skip
from tradepost.base.gs1.links import from_link, is_address
from tradepost.base.gs1.refusals import NotGs1, shown

IDENTIFIED = re.compile(r"\](?P<kind>[A-Za-z][0-9A-F])")

ELEMENT_STRINGS = {
    "C1": "GS1-128", "e0": "GS1 DataBar", "d2": "GS1 DataMatrix", "Q3": "GS1 QR Code", "J1": "GS1 DotCode",
}  # fmt: skip
RETAIL = {"E0": ("EAN-13", 13), "E4": ("EAN-8", 8)}
OPEN = {"d1": "DataMatrix", "Q1": "QR Code", "J0": "DotCode"}
"""Symbols for any text; an address among it is a Digital Link."""

WITH_ADD_ON = "EAN-13 with add-on"

OTHERS = {
    "E3": WITH_ADD_ON, "A": "Code 39", "C": "Code 128", "E": "EAN", "F": "Codabar", "G": "Code 93",
    "I": "Interleaved 2 of 5", "L": "PDF417", "Q": "QR Code", "d": "DataMatrix", "z": "Aztec", "X": "other",
}  # fmt: skip
"""By the identifier or its first letter: what shops and warehouses read, and is no element string."""

COMPOSITE = "|]e0"
"""Between the number of a retail barcode and what the part above it says."""

GTIN = "01"


@dataclass(frozen=True, slots=True)
class Symbol:
    """What one barcode says. `text` is its own data; elements may come from it, or from the part printed above it."""

    kind: str
    carrier: str
    text: str
    elements: Elements = ()
    gtin: str = ""
    composite: Elements = ()


def from_scan(scan: str) -> Symbol:
    """What a scanner sent, with the symbology identifier in front. Raises NotGs1.

    An identifier that is none of GS1's is refused as well: whether its text means something, the reader decides.
    """
    found = IDENTIFIED.match(scan)
    kind = found["kind"] if found else ""
    data = scan[3:]
    if kind in ELEMENT_STRINGS:
        _refuse_nothing(data)
        return Symbol(kind, ELEMENT_STRINGS[kind], data, from_scanner(data.removeprefix(FNC1)))
    if kind in RETAIL:
        return _retail(kind, data)
    if kind in OPEN:
        return Symbol(kind, OPEN[kind], data, from_link(data) if is_address(data) else ())
    raise NotGs1(
        f"“{shown(scan)}” does not begin with a barcode's identifier of GS1.", problem="unknown-symbol"
    )


def carrier_of(kind: str) -> str:
    """What a symbology is called, "" where nobody knows it."""
    named = ELEMENT_STRINGS.get(kind) or OPEN.get(kind) or RETAIL.get(kind, ("",))[0]
    return named or OTHERS.get(kind) or OTHERS.get(kind[:1], "")


def _refuse_nothing(data: str) -> None:
    if not data.strip(FNC1):
        raise NotGs1("The barcode holds no data.", problem="empty")


def _retail(kind: str, data: str) -> Symbol:
    carrier, length = RETAIL[kind]
    digits, _, above = data.partition(COMPOSITE)
    _refuse_bad_number(carrier, digits, length)
    composite: Elements = ()
    if COMPOSITE in data:
        _refuse_nothing(above)
        composite = from_scanner(above)
    return Symbol(kind, carrier, digits, gtin=digits.zfill(14), composite=composite)


def _refuse_bad_number(carrier: str, digits: str, length: int) -> None:
    if len(digits) != length or not are_digits(digits):
        raise NotGs1(f"{carrier} has {length} digits, not “{shown(digits)}”.", problem="length")
    given, right = digits[-1], check_digit(digits[:-1])
    if given != right:
        raise NotGs1(
            f"{carrier} “{digits}” has a wrong check digit: {given} should be {right}.",
            problem="incorrect-check-digit",
        )


# ---- writing


def to_scan(kind: str, text: str, composite: Elements = ()) -> str:
    """What a scanner sends for a symbol of this identifier. Raises NotGs1 when the symbol cannot carry it.

    For `C1`, `e0`, `d2`, `Q3` and `J1`, `text` is an element string with carets; for `E0` and `E4` the number, its
    check digit there or not; else it is the text itself.
    """
    if kind in ELEMENT_STRINGS:
        elements = from_carets(text)
        if composite:
            return "]e0" + to_scanner((*elements, *composite))
        return f"]{kind}" + text[1:].replace("^", FNC1)
    if kind in RETAIL:
        carrier, length = RETAIL[kind]
        number = complete(carrier, text, length)
        return f"]{kind}{number}" + (COMPOSITE + to_scanner(composite) if composite else "")
    return f"]{kind}{text}"


def complete(carrier: str, digits: str, length: int) -> str:
    """A number of so many digits; the check digit is added where it is missing. Raises NotGs1."""
    if len(digits) == length - 1 and are_digits(digits):
        digits += check_digit(digits)
    _refuse_bad_number(carrier, digits, length)
    return digits


def databar(digits: str) -> Elements:
    """What GS1 DataBar of one GTIN carries, its check digit there or not. Raises NotGs1."""
    return (element(GTIN, complete("GS1 DataBar", digits, 14)),)
