"""Barcodes as SVG: trade item numbers, own codes, payment codes."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import zxingcpp
from zxingcpp import BarcodeFormat

from tradepost.base.gs1 import is_gtin
from tradepost.render.papers.documents import Bank

LONGEST_LINEAR = 28
"""Code 128 of more characters gets too wide for a label; a QR code takes over."""

DOT_MM = Decimal("0.125")
LEAST_DOTS, MOST_DOTS = 2, 3
"""A dot of the usual label printer (8 a millimetre), and how many of them make a module: 0.25 or 0.375 mm."""

GTIN_FORMATS = {
    8: BarcodeFormat.EAN8,
    12: BarcodeFormat.UPCA,
    13: BarcodeFormat.EAN13,
    14: BarcodeFormat.ITF14,
}


@lru_cache(maxsize=4096)
def barcode_svg(code: str) -> str:
    """The code as SVG, "" when there is nothing to encode.

    A right GTIN becomes its retail symbol, printable ASCII a Code 128, anything else a QR code.
    """
    if not code or len(code.encode()) > 1200:
        return ""
    if is_gtin(code):
        return _svg(code, GTIN_FORMATS[len(code)])
    if len(code) <= LONGEST_LINEAR and re.fullmatch(r"[\x20-\x7e]+", code):
        return _svg(code, BarcodeFormat.Code128)
    return _svg(code, BarcodeFormat.QRCode, ec_level="M")


@lru_cache(maxsize=4096)
def sscc_svg(sscc: str) -> str:
    """An SSCC as GS1-128 under the identifier (00)."""
    made = zxingcpp.create_barcode(f"(00){sscc}", BarcodeFormat.Code128, gs1=True)
    return str(zxingcpp.write_barcode_to_svg(made, add_quiet_zones=False))


def modules_of(svg: str) -> tuple[int, int]:
    """Width and height of a symbol in modules, which is what its picture is drawn in."""
    size = re.search(r'<svg width="(\d+)" height="(\d+)"', svg)
    return (int(size[1]), int(size[2])) if size else (0, 0)


def is_square(svg: str) -> bool:
    """Whether the symbol is two-dimensional, and so needs a square place."""
    wide, high = modules_of(svg)
    return wide == high > 0


def label_symbol(code: str, label_mm: float) -> tuple[str, Decimal, Decimal]:
    """The symbol for a label so wide, the width of a module, and the way from the left edge, in mm.

    Both are whole dots of a 203 dpi label printer, else its bars come out uneven; a quiet zone of ten
    modules stays free on both sides. A code too long for two dots a module becomes a QR code.
    """
    svg = barcode_svg(code)
    wide, _ = modules_of(svg)
    if not svg or is_square(svg):
        return svg, Decimal(0), Decimal(0)
    width = Decimal(str(label_mm))
    dots = min(MOST_DOTS, int(width / (wide + 20) / DOT_MM))
    if dots < LEAST_DOTS:
        return _svg(code, BarcodeFormat.QRCode, ec_level="M"), Decimal(0), Decimal(0)
    module = dots * DOT_MM
    return svg, module, int((width - wide * module) / 2 / DOT_MM) * DOT_MM


def payment_svg(bank: Bank | None, *, amount: Decimal, currency: str, remittance: str, payee: str) -> str:
    """The payment code that European banking apps read, "" where the standard does not reach.

    EPC069-12 version 002: SEPA credit transfer, EUR 0.01 to 999,999,999.99, error correction M.
    """
    in_range = Decimal("0.01") <= amount <= Decimal("999999999.99")
    if bank is None or not bank.iban or currency != "EUR" or not in_range:
        return ""
    iban, bic = re.sub(r"\s", "", bank.iban).upper(), re.sub(r"\s", "", bank.bic).upper()
    holder = _one_line(bank.holder or payee)[:70]
    rows = (
        "BCD",
        "002",
        "1",
        "SCT",
        bic,
        holder,
        iban,
        f"EUR{amount:.2f}",
        "",
        "",
        _one_line(remittance)[:140],
    )
    return _svg("\n".join(rows), BarcodeFormat.QRCode, ec_level="M")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _svg(code: str, form: BarcodeFormat, **options: str) -> str:
    """The template keeps the place around a symbol free, but for ITF-14, whose frame stands outside it."""
    made = zxingcpp.create_barcode(code, form, **options)
    return str(zxingcpp.write_barcode_to_svg(made, add_quiet_zones=form == BarcodeFormat.ITF14))
