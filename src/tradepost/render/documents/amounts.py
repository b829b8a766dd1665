"""Parts that every priced paper has: lines in the unit they were ordered in, sums, taxes."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.pricing.rules import TaxLine
from tradepost.domain.sales.rules.charging import Shown
from tradepost.render.papers import Line, TaxRow, Total
from tradepost.render.papers.formats import money_text, quantity_text
from tradepost.render.papers.texts import language_of, text

FINEST = Decimal("0.001")


class PricedLine(Protocol):
    """What a line of a quote, an order or an invoice has."""

    position: int
    sku: str
    name: str
    unit: str
    unit_price: Decimal
    discount_percent: Decimal
    tax_rate: Decimal
    net: Decimal
    gross_price: Decimal | None
    gross: Decimal | None


def priced(
    line: PricedLine, quantity: int | Decimal, *, note: str = "", currency: str = "", locale: str = "en"
) -> Line:
    """A line with its price, and what was agreed with tax; the discount only where there is one."""
    if line.gross is not None:
        told = text("note.gross", language_of(locale)).format(amount=money_text(line.gross, currency, locale))
        note = f"{note}\n{told}" if note else told
    return Line(
        position=str(line.position),
        code=line.sku,
        name=line.name,
        note=note,
        quantity=shown(quantity),
        unit=line.unit,
        price=line.unit_price,
        gross_price=line.gross_price,
        discount=line.discount_percent or None,
        tax=line.tax_rate,
        amount=line.net,
    )


def pieces_note(trace: Mapping[str, Any], quantity: int, locale: str, *, billed: bool = False) -> str:
    """How many pieces a weight on a paper is of, and whether it is weighed or only about; else nothing."""
    told = trace.get("weighed")
    if not told:
        return ""
    words = text("weight.billed" if billed else "weight.about", language_of(locale))
    return words.format(count=quantity_text(quantity, locale), unit=told.get("counted_in", ""))


def shown(quantity: int | Decimal | Fraction) -> int | Decimal:
    """A whole number as one, anything else to three decimals."""
    exact = Fraction(quantity)
    if exact.denominator == 1:
        return int(exact)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(FINEST)


def in_unit(quantity: int, numerator: int, denominator: int) -> int | Decimal:
    """Base units in the unit of the order."""
    return shown(from_base(quantity, UnitFactor(numerator, denominator)))


def tax_rows(taxes: Iterable[TaxLine]) -> tuple[TaxRow, ...]:
    """The taxes of a paper; of a rate of 0 its code says why."""
    return tuple(
        TaxRow(tax.rate, tax.net, tax.tax, "" if tax.rate else ZERO_RATED.get(tax.code, tax.code))
        for tax in taxes
    )


ZERO_RATED = {
    "E": "0 % (exempt)",
    "AE": "0 % (reverse charge)",
    "G": "0 % (export)",
    "K": "0 % (intra-Community)",
    "Z": "0 %",
    "O": "–",
}
"""EN 16931 categories without tax, as a reader knows them."""


def rounding_note(rounding: str, locale: str) -> tuple[str, ...]:
    """How tax was rounded, where that is not of the sum of each rate."""
    return (text("note.tax_by_line", language_of(locale)),) if rounding == "line" else ()


def sums(
    net: Decimal, charges: Sequence[Shown], tax: Decimal, total: Decimal, more: Sequence[Total] = ()
) -> tuple[Total, ...]:
    """Net, each charge by its name, tax, total, and what follows the total."""
    rows = [
        Total("net", net),
        *(Total(one.name or one.kind, one.amount) for one in charges),
        Total("tax", tax),
    ]
    return (*rows, Total("total", total, strong=not more), *more)
