"""What is said of an order before it is confirmed. The codes are told in docs/algorithms/findings.md. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
"""An order with an error is refused; a warning holds it where its `kind` does; a note only tells."""
_OF_KIND = {
    "credit": "over-credit-limit",
    "overdue": "invoice-overdue",
    "deposit": "deposit-unpaid",
    "price": "above-your-limit",
    "po": "no-customer-po",
    "stock": "no-supply",
    "address": "address-not-whole",
    "fraud": "doubtful-order",
}
_FIELD_OF_KIND = {"po": "customer_po", "address": "shipping_address"}


class Offered(NamedTuple):
    """What may be sold instead of a line's item: `quantity` of `unit`, when it arrives, at the customer's own price.

    `free`: base units that could be promised from stock. `unit_price` is net of the line's discount, per `unit`.
    """

    item_id: UUID
    sku: str
    name: str
    quantity: Decimal
    unit: str
    free: int
    base_unit: str
    arrives_on: date
    unit_price: Decimal
    currency: str
    note: str


class Finding(NamedTuple):
    """One thing that is so of an order: the kind of hold it means ("": none), and a sentence.

    `line` is a place among the lines, from 0; None: of the whole order. `fix`: what in `field` would mend it; "": a
    person must say. `order`: id and number of another order it speaks of.
    """

    kind: str
    note: str
    code: str = ""
    severity: str = WARNING
    line: int | None = None
    field: str = ""
    fix: str = ""
    order: tuple[UUID, str] | None = None
    instead: Offered | None = None

    @property
    def stable_code(self) -> str:
        """What it is called for programs."""
        return self.code or _OF_KIND[self.kind]

    def holding_nothing(self) -> "Finding":
        """The same where orders are not held for it."""
        return self._replace(kind="", code=self.stable_code)

    @property
    def at(self) -> str:
        """The field it stands at, as a refusal names it; "": the whole order."""
        field = self.field or _FIELD_OF_KIND.get(self.kind, "")
        return field if self.line is None else f"lines.{self.line}.{field or 'item_id'}"


def in_order(found: Sequence[Finding]) -> list[Finding]:
    """The worst first, those of the whole order before those of lines."""
    return sorted(
        found, key=lambda one: (SEVERITIES.index(one.severity), -1 if one.line is None else one.line)
    )


class MostOfLine(NamedTuple):
    """A line of an item of which a customer may order so much: base units, and in how many days; 0: in one order."""

    place: int
    sku: str
    quantity: int
    most: int
    days: int


def above_most(lines: Sequence[MostOfLine], taken: Mapping[str, int]) -> list[Finding]:
    """Lines with which a customer would have more than they may; `taken` before, base units by SKU.

    Lines of one item count together, in their order.
    """
    had = dict(taken)
    found = []
    for line in lines:
        left = max(line.most - had.get(line.sku, 0), 0)
        had[line.sku] = had.get(line.sku, 0) + line.quantity
        if line.quantity <= left:
            continue
        sku, most, days = line.sku, line.most, line.days
        note = f"A customer may order {most} of {sku} in one order; {left} are left."
        if days:
            note = f"A customer may order {most} of {sku} in {days} days; {left} are left."
        fix = str(left) if left else ""
        found.append(Finding("", note, "above-maximum", ERROR, line.place, "quantity", fix))
    return found


def below_least(net: Decimal, least: Decimal | None) -> list[Finding]:
    """Whether an order comes to less than it must, both net in base currency."""
    if least is None or net >= least:
        return []
    missing = least - net
    note = f"Orders of this customer come to at least {least:.2f}; {missing:.2f} are missing."
    return [Finding("", note, "below-least-order", ERROR)]


def po_used(customer_po: str, other: tuple[UUID, str], placed: date) -> Finding:
    """That the customer's number stands on another order of theirs."""
    po, number = customer_po.strip(), other[1]
    note = f"Their number {po} stands on order {number} of {placed} too. The same order again?"
    return Finding("", note, "customer-po-used", WARNING, None, "customer_po", "", other)


def tax_findings(line: int, sku: str, tax: Mapping[str, Any]) -> list[Finding]:
    """What is to be known of the tax of a line: a certificate that ran out, a tax number that is missing."""
    found = []
    if expired := tax.get("expired"):
        note = (
            f"The exemption {expired['certificate']} holds no more since {expired['valid_until']}: {sku} is taxed. "
            "Enter the new certificate."
        )
        found.append(Finding("", note, "tax-exemption-expired", WARNING, line, "item_id"))
    if any(loser["why"] == "no_tax_number" for loser in tax.get("losers", ())):
        note = (
            f"{sku} is taxed as at home: the customer has no valid tax number of another country. Enter it."
        )
        found.append(Finding("", note, "no-tax-number", WARNING, line, "item_id"))
    return found


def day_passed(wanted: date | None, today: date, line: int | None = None) -> list[Finding]:
    """Whether goods are wanted on a day that is over."""
    if wanted is None or wanted >= today:
        return []
    note = f"It is wanted on {wanted}, which has passed."
    return [Finding("", note, "day-has-passed", WARNING, line, "requested_on", today.isoformat())]


def late_or_short(
    line: int, sku: str, wanted: date | None, arrives: date | None, waiting: int
) -> list[Finding]:
    """Whether part of a line has no supply (`waiting` base units), or all of it arrives after the day it is wanted."""
    if arrives is None:
        note = (
            f"{waiting} of {sku} wait for goods that nobody has ordered yet."
            if waiting > 0
            else f"Part of {sku} waits for goods that nobody has ordered yet."
        )
        return [Finding("stock", note, "no-supply", WARNING, line, "quantity")]
    if wanted is None or arrives <= wanted:
        return []
    note = f"{sku} arrives on {arrives}, wanted on {wanted}."
    return [Finding("", note, "later-than-wanted", WARNING, line, "requested_on", arrives.isoformat())]


def in_its_place(line: int, sku: str, other: Offered) -> Finding:
    """What a customer may be offered instead of a line that is short or late."""
    note = (
        f"Instead of {sku}: {other.sku} {other.name} arrives on {other.arrives_on}, "
        f"{other.free} {other.base_unit} are free, at {other.unit_price:.2f} {other.currency} per {other.unit}."
    )
    return Finding("", note, "substitute", NOTE, line, "item_id", str(other.item_id), None, other)


def helps(arrives: date | None, instead: date | None) -> bool:
    """Whether another item is there earlier than the one that was asked for."""
    return instead is not None and (arrives is None or instead < arrives)
