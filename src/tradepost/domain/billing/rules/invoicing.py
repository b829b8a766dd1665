"""What an invoice and a credit note of one amount to, and what pays for what. Pure; money as Decimal.

The arithmetic is told in docs/algorithms/invoicing.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.money import ZERO, share
from tradepost.domain.billing.rules.crediting import LineOfCredit
from tradepost.domain.catalog.rules.weights import part_of_weight, shown_weight
from tradepost.domain.pricing.rules import Taxed, TaxLine, line_net, net_within, shares_within, tax_lines

# The rule a document's totals follow, stored with it (I8), by how its order says that tax is rounded: lines are
# rounded, then added; tax is rounded once per code, or once per line.
ROUNDINGS = {"total": "line-then-tax-code", "line": "line-then-tax-line"}


# Stands for an invoice's freight where a line of it is named.
FREIGHT = UUID(int=0)

AGES = ("not_due", "days_1_to_30", "days_31_to_60", "days_61_to_90", "days_over_90", "on_account")
"""What a balance is divided into; `on_account` is what was paid or credited and not matched."""


def age_of(late: int) -> str:
    """The age of an invoice so many days past due: one of AGES."""
    return AGES[0 if late <= 0 else min((late + 29) // 30, 4)]


@dataclass(frozen=True, slots=True)
class OrderToBill:
    """The head of an order as its invoices need it; `freight` is what was not billed yet.

    A credit note that names no invoice has a head without an order.
    """

    order_id: UUID | None
    number: str
    customer_id: UUID
    customer_name: str
    customer_po: str
    rep_id: UUID | None
    currency: str
    terms_days: int
    terms: Mapping[str, Any]
    billing_address: str
    shipping_address: str
    freight: Decimal
    freight_tax_code: str
    freight_tax_rate: Decimal
    tax_rounding: str = "total"
    # What the freight of the whole order is made of.
    charges: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class LineToBill:
    """A shipped order line. Quantities in base units.

    `open` of the shipment line may be billed; `ordered` pieces cost `order_net`, of which `billed`
    pieces for `billed_net` stand on invoices already (credit notes taken off).
    """

    shipment_line_id: UUID
    shipment_id: UUID
    order_id: UUID
    order_line_id: UUID
    item_id: UUID
    sku: str
    name: str
    unit: str
    unit_numerator: int
    unit_denominator: int
    unit_price: Decimal
    discount_percent: Decimal
    tax_code: str
    tax_rate: Decimal
    ordered: int
    order_net: Decimal
    billed: int
    billed_net: Decimal
    open: int
    # What papers say of its tax.
    tax_text: str = ""
    # Of goods billed by weight, in thousandths of `unit`: what the open pieces weigh, and what the ordered ones should.
    open_milli: int | None = None
    ordered_milli: int = 0
    order_discount: Decimal = ZERO
    # Where its price includes tax: that per unit, what was ordered comes to with it, and what is billed of that.
    gross_price: Decimal | None = None
    order_gross: Decimal | None = None
    billed_gross: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class LineToCredit:
    """A line of a posted invoice: `quantity` pieces for `net`, of which `credited` are taken back."""

    invoice_line_id: UUID
    order_line_id: UUID
    shipment_line_id: UUID | None
    item_id: UUID
    sku: str
    name: str
    unit: str
    unit_numerator: int
    unit_denominator: int
    unit_price: Decimal
    discount_percent: Decimal
    tax_code: str
    tax_rate: Decimal
    quantity: int
    net: Decimal
    credited: int
    # What it weighs, and what of that is taken back; None: it was not billed by weight.
    milli: int | None = None
    credited_milli: int = 0
    # Where its price includes tax: that per unit, and what it was billed for with it.
    gross_price: Decimal | None = None
    gross: Decimal | None = None

    @property
    def open(self) -> int:
        """Base units that can still be credited."""
        return self.quantity - self.credited

    @property
    def open_milli(self) -> int:
        """What can still be credited of its weight."""
        return (self.milli or 0) - self.credited_milli


@dataclass(frozen=True, slots=True)
class BilledLine:
    """So much of a line on a document, and what it amounts to; `milli` is what it weighs, where that counts.

    `gross` is what it amounts to with tax, where its price includes that.
    """

    source: LineToBill | LineToCredit | LineOfCredit
    quantity: int
    net: Decimal
    milli: int | None = None
    gross: Decimal | None = None

    def taxed(self, line: UUID | None = None) -> Taxed:
        """As it is taxed, as a part of `line`."""
        return Taxed(self.net, self.source.tax_code, self.source.tax_rate, line, self.gross)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The lines, freight and tax of one document, and their sums."""

    lines: tuple[BilledLine, ...]
    freight: Decimal
    taxes: tuple[TaxLine, ...]

    @property
    def net_total(self) -> Decimal:
        """The lines, without freight."""
        return sum((line.net for line in self.lines), ZERO)

    @property
    def tax_total(self) -> Decimal:
        """All tax lines."""
        return sum((tax.tax for tax in self.taxes), ZERO)

    @property
    def total(self) -> Decimal:
        """What is owed, or taken back."""
        return self.net_total + self.freight + self.tax_total


@dataclass
class Tally:
    """What earlier invoices of the same run took: many shipments of one order may be billed at once."""

    quantities: dict[UUID, int] = field(default_factory=dict)
    nets: dict[UUID, Decimal] = field(default_factory=dict)
    grosses: dict[UUID, Decimal] = field(default_factory=dict)
    freighted: set[UUID | None] = field(default_factory=set)


def invoice_amounts(order: OrderToBill, lines: Sequence[tuple[LineToBill, int]], tally: Tally) -> Amounts:
    """What these quantities amount to. Freight goes on the order's first invoice.

    `order.freight` is 0 when an earlier invoice carried it. A part is worth the share of all pieces billed
    so far minus what was billed for them, so that the parts of a line always add up to its net, and to its gross where
    its price includes tax, whatever their sizes and order. What is billed by weight is worth its own weight.
    """
    billed = []
    for line, quantity in lines:
        if line.open_milli is not None:
            milli = part_of_weight(line.open_milli, line.open, 0, quantity)
            net, gross = _by_weight(line, milli, order.currency)
            billed.append(BilledLine(line, quantity, net, milli, gross))
            continue
        key = line.order_line_id
        upto = line.billed + tally.quantities.get(key, 0) + quantity
        net, gross = _share(line.order_net, line.order_gross, line.ordered, 0, upto, order.currency)
        net -= line.billed_net + tally.nets.get(key, ZERO)
        tally.quantities[key] = tally.quantities.get(key, 0) + quantity
        tally.nets[key] = tally.nets.get(key, ZERO) + net
        if gross is not None:
            gross -= line.billed_gross + tally.grosses.get(key, ZERO)
            tally.grosses[key] = tally.grosses.get(key, ZERO) + gross
        billed.append(BilledLine(line, quantity, net, gross=gross))
    freight = ZERO if order.order_id in tally.freighted else order.freight
    tally.freighted.add(order.order_id)
    taxed = [line.taxed() for line in billed]
    if freight:
        taxed.append(Taxed(freight, order.freight_tax_code, order.freight_tax_rate))
    return Amounts(tuple(billed), freight, tuple(tax_lines(taxed, order.currency, order.tax_rounding)))


def _share(
    net: Decimal, gross: Decimal | None, whole: int, before: int, part: int, currency: str
) -> tuple[Decimal, Decimal | None]:
    """Net, and gross where the price includes tax, of a part of a line."""
    if gross is None:
        return share(net, whole, before, part, currency), None
    return shares_within(net, gross, whole, before, part, currency)


def _by_weight(line: LineToBill, milli: int, currency: str) -> tuple[Decimal, Decimal | None]:
    """The weight at the line's price less its discounts, rounded once; of what was sold otherwise its share."""
    price, sold = line.unit_price, line.order_net
    if line.gross_price is not None and line.order_gross is not None:
        price, sold = line.gross_price, line.order_gross
    given = (price, line.discount_percent, line.order_discount, currency)
    if line_net(shown_weight(line.ordered_milli), *given) == sold:
        amount = line_net(shown_weight(milli), *given)
        if line.order_gross is None:
            return amount, None
        return net_within(amount, line.tax_rate, currency), amount
    return _share(line.order_net, line.order_gross, line.ordered_milli, 0, milli, currency)


def tax_texts(lines: Iterable[LineToBill | LineOfCredit]) -> list[str]:
    """What is to be said of the taxes of these lines, each sentence once."""
    return list(dict.fromkeys(text for line in lines for text in line.tax_text.splitlines() if text))


def credit_amounts(
    lines: Sequence[tuple[LineToCredit, int]],
    *,
    freight: Decimal,
    freight_tax: tuple[str, Decimal],
    credited_before: Iterable[Taxed],
    currency: str,
    weights: Mapping[UUID, int] | None = None,
    tax_rounding: str = "total",
) -> Amounts:
    """What is given back for these quantities of one invoice's lines; by weight for lines that were billed by it.

    `weights` says what they weigh by invoice line; else it is the share of what their line weighed.

    Pieces are taken from the end of a line, and tax is the tax on all that was credited so far
    (`credited_before`: earlier credit notes by invoice line, freight by none) minus what was given back, so that
    crediting an invoice in parts gives back exactly its total. `tax_rounding` is that of the invoice.
    """
    billed = []
    for line, quantity in lines:
        if line.milli is None:
            net, gross = _share(line.net, line.gross, line.quantity, line.open - quantity, quantity, currency)
            billed.append(BilledLine(line, quantity, net, gross=gross))
            continue
        milli = (weights or {}).get(line.invoice_line_id)
        if milli is None:
            milli = part_of_weight(line.open_milli, line.open, 0, quantity)
        net, gross = _share(line.net, line.gross, line.milli, line.open_milli - milli, milli, currency)
        billed.append(BilledLine(line, quantity, net, milli, gross))
    taxed = [part.taxed(line.invoice_line_id) for (line, _), part in zip(lines, billed, strict=True)]
    if freight:
        taxed.append(Taxed(freight, *freight_tax, FREIGHT))
    taxes = _further_tax(taxed, list(credited_before), currency, tax_rounding)
    return Amounts(tuple(billed), freight, tuple(taxes))


def _further_tax(now: list[Taxed], before: list[Taxed], currency: str, rounding: str) -> Iterable[TaxLine]:
    had = {(tax.code, tax.rate): tax.tax for tax in tax_lines(before, currency, rounding)}
    nets = {(tax.code, tax.rate): tax.net for tax in tax_lines(now, currency, rounding)}
    for tax in tax_lines([*before, *now], currency, rounding):
        key = (tax.code, tax.rate)
        if key in nets:
            yield TaxLine(tax.code, tax.rate, nets[key], tax.tax - had.get(key, ZERO))


@dataclass(frozen=True, slots=True)
class Open:
    """A document with something left: a payment or credit note to use, or an invoice to pay.

    `day` is its own day; a match is dated on the later of its two. `discount` is what of an invoice may be kept
    back by who pays all the rest of it now.
    """

    id: UUID
    amount: Decimal
    day: date
    discount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Match:
    """`amount` of a source (payment, credit note) pays for an invoice; `discount` is settled with it."""

    source_id: UUID
    invoice_id: UUID
    amount: Decimal
    on: date
    discount: Decimal = ZERO


def taken(paid: Decimal, left: Decimal, discount: Decimal) -> Decimal:
    """What is kept back of an invoice with `left` to pay: its discount, once the rest of it is paid."""
    return discount if discount and paid >= left - discount else ZERO


def kept_back(paid: Decimal, invoice: Open) -> Decimal:
    """What is kept back of an invoice by who means to pay so much of it: what is missing, if the discount allows it."""
    missing = invoice.amount - paid
    return missing if 0 < missing <= invoice.discount else ZERO


def in_turn(sources: Iterable[Open], invoices: Iterable[Open]) -> list[Match]:
    """Use up the sources on the invoices, both in the order given, until either runs out.

    What is enough for an invoice less its discount pays it.
    """
    matches: list[Match] = []
    waiting = [invoice for invoice in invoices if invoice.amount > 0]
    owed = [invoice.amount for invoice in waiting]
    at = 0
    for source in sources:
        left = source.amount
        while left > 0 and at < len(waiting):
            kept = taken(left, owed[at], waiting[at].discount)
            part = min(left, owed[at] - kept)
            matches.append(Match(source.id, waiting[at].id, part, max(source.day, waiting[at].day), kept))
            left -= part
            owed[at] -= part + kept
            at += owed[at] == 0
    return matches
