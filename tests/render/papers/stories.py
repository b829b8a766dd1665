"""Sample papers that the tests of this folder print and read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tradepost.render.papers import Address, Ageing, Bank, Company, Fact, Kind, Line, Paper, TaxRow, Total

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60"/></svg>'

NORTHGATE = Company(
    name="Northgate Wholesale GmbH",
    lines=("Hafenstraße 12", "20457 Hamburg"),
    contact=("Tel. +49 40 1234560", "orders@northgate.example"),
    registration=("HRB 12345, Hamburg", "USt-IdNr. DE123456789"),
    bank=Bank(name="Musterbank", iban="DE89 3704 0044 0532 0130 00", bic="COBADEFFXXX"),
)

CAFE = Address("Café Łódź & Söhne", ("Frau Zoë Müller", "Große Straße 5", "80331 München"))

TEA = Line(
    name="Earl Grey, loose, 250 g",
    note="Assam blend, organic",
    position="1",
    code="TEA-1000",
    their_code="K-77",
    barcode="4006381333931",
    place="A1-07-2",
    lot="L25001",
    unit="case",
    quantity=1200,
    ordered=1212,
    open=12,
    price=Decimal("12.345"),
    discount=Decimal("2.5"),
    tax=Decimal(19),
    amount=Decimal("14443.65"),
    day=date(2025, 11, 20),
    due_on=date(2025, 12, 3),
    number="INV-7",
    debit=Decimal("1234.50"),
    credit=Decimal("0.50"),
    balance=Decimal("1234.00"),
)

POT = replace(
    TEA,
    name="Teapot, cast iron",
    note="",
    position="2",
    code="POT-7",
    barcode="POT-7",
    quantity=3,
    amount=Decimal("56.35"),
)


def paper(kind: Kind, **changes: Any) -> Paper:
    """A small complete paper of the kind."""
    whole = Paper(
        kind=kind,
        number="DOC-2025-00042",
        company=NORTHGATE,
        issued_on=date(2025, 11, 3),
        to=CAFE,
        facts=(Fact("customer_number", "C-10021"), Fact("due_on", date(2025, 12, 3)), Fact("Gate", "Tor 3")),
        lines=(TEA, POT),
        totals=(
            Total("net", Decimal("14500.00")),
            Total("tax", Decimal("2755.00")),
            Total("total", Decimal("17255.00"), strong=True),
        ),
        taxes=(TaxRow(Decimal(19), Decimal("14500.00"), Decimal("2755.00")),),
        notes=("Goods remain our property until paid in full.",),
    )
    if kind is Kind.STATEMENT:
        ageing = Ageing(
            Decimal("1000.00"), Decimal("200.00"), Decimal("30.00"), Decimal("4.00"), Decimal("0.50")
        )
        whole = replace(
            whole, ageing=ageing, totals=(Total("closing", Decimal("1234.50"), strong=True),), taxes=()
        )
    return replace(whole, **changes)


def pages_of(pdf: bytes) -> list[list[str]]:
    """The text of each page, line by line, with plain spaces and without the marks where words may break."""
    return [
        [
            line.replace("\u00a0", " ").replace("\u200b", "").strip()
            for line in page.extract_text().split("\n")
            if line.strip()
        ]
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


def text_of(pdf: bytes) -> str:
    return "\n".join(line for page in pages_of(pdf) for line in page)


def codes_in(png: bytes) -> set[tuple[str, str]]:
    """Every barcode seen on the picture: its kind and what it says."""
    return {
        (found.format.name, found.text)
        for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    }
