"""What a printed paper says, free of any room: frozen values in, and no look.

A door builds a `Paper` from a query's answer; `render_pdf` turns it into PDF. Amounts are `Decimal` in the
paper's currency, quantities are counted in the unit named beside them (two cases are `quantity=2,
unit="case"`), days are `date`. Words that the paper itself brings (titles, column heads, "due on") come
from `texts.py` in the paper's language; words of the trade (item names, notes) are printed as given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Amount = Decimal
FactValue = str | int | Decimal | date


class Kind(StrEnum):
    """The papers of the trade. The value is the name used in `texts.py` and `columns.py`."""

    QUOTE = "quote"
    ORDER_CONFIRMATION = "order_confirmation"
    PICK_LIST = "pick_list"
    PACKING_SLIP = "packing_slip"
    DELIVERY_NOTE = "delivery_note"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    STATEMENT = "statement"
    PURCHASE_ORDER = "purchase_order"
    RECEIVING_SHEET = "receiving_sheet"
    RETURN_SLIP = "return_slip"
    COUNTING_SHEET = "counting_sheet"
    DISPUTE = "dispute"
    NEW_DATES = "new_dates"
    TRANSFER_NOTE = "transfer_note"
    STORE_STATEMENT = "store_statement"


class Size(StrEnum):
    """Paper sizes, by the name the typesetter knows."""

    A4 = "a4"
    LETTER = "us-letter"

    @classmethod
    def usual_in(cls, country: str) -> Size:
        """What printers hold there (two letters; Unicode CLDR, supplemental data, `paperSize`); else A4."""
        return cls.LETTER if country in _LETTER_COUNTRIES else cls.A4


_LETTER_COUNTRIES = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)


@dataclass(frozen=True)
class Address:
    """Name first, then the lines as they are to be printed (street, postcode and town, country)."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bank:
    """Where to pay. `iban` and `bic` feed the payment code; `lines` are for other countries' accounts."""

    name: str = ""
    iban: str = ""
    bic: str = ""
    holder: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Company:
    """Who sends the paper: the letterhead and the foot of every page.

    `logo` is a picture as `fitted_logo` makes it, PNG or SVG; anything else is left out and the name is printed
    instead. `size` is the paper its printers hold.
    """

    name: str
    lines: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    registration: tuple[str, ...] = ()
    bank: Bank | None = None
    logo: bytes = b""
    size: Size = Size.A4


@dataclass(frozen=True)
class Fact:
    """One line beside the address. `label` is a name from `texts.py` ("due_on") or, failing that, itself."""

    label: str
    value: FactValue


@dataclass(frozen=True)
class Line:
    """One row. Give what the paper's columns ask for (`columns.py`); a column nobody filled is not printed.

    `discount` and `tax` are percent. `group` starts a heading row wherever it differs from the line before
    (a carton of a packing slip, a zone of a pick list), with `group_amount` at its end. `apart`: its amount is in
    no sum, and printed in brackets. `gross_price` is one that includes tax. `note` stands small below the name.
    """

    name: str = ""
    note: str = ""
    group: str = ""
    group_amount: Decimal | None = None
    apart: bool = False
    position: str = ""
    code: str = ""
    their_code: str = ""
    barcode: str = ""
    place: str = ""
    lot: str = ""
    unit: str = ""
    quantity: int | Decimal | None = None
    ordered: int | Decimal | None = None
    open: int | Decimal | None = None
    price: Decimal | None = None
    gross_price: Decimal | None = None
    discount: Decimal | None = None
    tax: Decimal | None = None
    amount: Decimal | None = None
    day: date | None = None
    due_on: date | None = None
    number: str = ""
    debit: Decimal | None = None
    credit: Decimal | None = None
    balance: Decimal | None = None


@dataclass(frozen=True)
class Total:
    """One row of the sum. `label` is a name from `texts.py` ("net", "freight", "total") or itself."""

    label: str
    amount: Decimal
    strong: bool = False


@dataclass(frozen=True)
class TaxRow:
    """The tax of one rate. `label` is printed instead of the rate ("reverse charge") when given."""

    rate: Decimal
    base: Decimal
    tax: Decimal
    label: str = ""


@dataclass(frozen=True)
class Ageing:
    """What is open, by days past due."""

    not_due: Decimal
    days_30: Decimal
    days_60: Decimal
    days_90: Decimal
    older: Decimal


@dataclass(frozen=True)
class Paper:
    """One document ready to print.

    `columns` replaces the kind's own columns. `payable` asks for a payment code (EPC QR) where the standard
    has one: an amount in EUR and a company bank account with IBAN. `scan_lines` prints each line's `barcode`
    beside it on a pick list or a receiving sheet.
    """

    kind: Kind
    number: str
    company: Company
    issued_on: date
    to: Address
    currency: str = "EUR"
    locale: str = "en"
    title: str = ""
    deliver_to: Address | None = None
    facts: tuple[Fact, ...] = ()
    intro: str = ""
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    taxes: tuple[TaxRow, ...] = ()
    ageing: Ageing | None = None
    notes: tuple[str, ...] = ()
    payable: Decimal | None = None
    barcode: bool = True
    scan_lines: bool = False


@dataclass(frozen=True)
class Label:
    """One item label. `barcode` is a GTIN (EAN-8, UPC-A, EAN-13, ITF-14) or any own code (Code 128)."""

    name: str
    code: str = ""
    barcode: str = ""
    detail: str = ""
    price: Decimal | None = None
    currency: str = "EUR"
    locale: str = "en"
    copies: int = 1


@dataclass(frozen=True)
class Layout:
    """A sheet of labels, in millimetres; one column and one row is a label roll.

    `used` labels at the start of the first sheet are left blank, so that a begun sheet can be used up.
    """

    page: tuple[float, float]
    columns: int = 1
    rows: int = 1
    label: tuple[float, float] = field(default=(0.0, 0.0))
    margin: tuple[float, float] = (0.0, 0.0)
    gap: tuple[float, float] = (0.0, 0.0)
    used: int = 0


A4_3X8 = Layout(page=(210, 297), columns=3, rows=8, label=(70, 37), margin=(0, 0.5))
"""24 labels of 70 x 37 mm on A4 without a margin."""

A4_3X8_MARGIN = Layout(
    page=(210, 297), columns=3, rows=8, label=(63.5, 33.9), margin=(7.2, 12.9), gap=(2.55, 0)
)
"""24 labels of 63.5 x 33.9 mm on A4 with a margin."""

LETTER_3X10 = Layout(
    page=(215.9, 279.4), columns=3, rows=10, label=(66.675, 25.4), margin=(4.7625, 12.7), gap=(3.175, 0)
)
"""30 labels of 2 5/8 x 1 inch on US Letter."""

ROLL_57X32 = Layout(page=(57, 32), label=(57, 32))
"""A roll of small labels, one a page."""

ROLL_100X50 = Layout(page=(100, 50), label=(100, 50))
"""A roll of shelf or carton labels, one a page."""

LAYOUTS: dict[str, Layout] = {
    "a4-3x8": A4_3X8,
    "a4-3x8-margin": A4_3X8_MARGIN,
    "letter-3x10": LETTER_3X10,
    "roll-57x32": ROLL_57X32,
    "roll-100x50": ROLL_100X50,
}
