"""A credit note that names no invoice: what its lines say, and what is wrong with them. Pure; money as Decimal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor, to_base
from tradepost.domain.catalog.rules.weights import expected_milli, milli_of, pieces_of, shown_weight
from tradepost.domain.pricing.rules import Owed, line_net
from tradepost.domain.pricing.rules.typed import faults_of_typed

STANDARD = "standard"
"""The class of what is no item, where nobody says another."""
_MOST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class CreditLineInput:
    """So much of an item, or of what `text` says, is given back.

    `quantity` and `unit_price` (net) are of `unit`; empty: the item's base unit. `text` beside an item stands on the
    paper instead of its name. `tax_class` is that of what is no item; empty: standard goods.
    """

    quantity: Decimal
    unit_price: Decimal
    item_id: UUID | None = None
    unit: str = ""
    text: str = ""
    discount_percent: Decimal = ZERO
    tax_class: str = ""


@dataclass(frozen=True, slots=True)
class CreditInput:
    """One credit note of many: field by field what issue_credit takes, so that an id may be sent to either."""

    credit_note_id: UUID
    customer_id: UUID
    lines: Sequence[CreditLineInput]
    reason: str
    credited_on: date | None = None
    customer_po: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class ItemToCredit:
    """An item as a credit note needs it; `units` are by name in lower case, its base unit under "" and its name."""

    item_id: UUID
    sku: str
    name: str
    tax_class: str
    base_unit: str
    units: Mapping[str, tuple[str, UnitFactor]]
    weighed_in: str = ""

    @property
    def unit_names(self) -> str:
        """The units it is counted in, in words."""
        return ", ".join(dict.fromkeys(name for name, _ in self.units.values()))


@dataclass(frozen=True, slots=True)
class LineOfCredit:
    """A line that was read: of an item, or of what `name` says. Priced by the `unit`, of which it has `typed`."""

    item_id: UUID | None
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
    tax_text: str = ""
    milli: int | None = None
    order_line_id: None = None
    shipment_line_id: None = None
    # Its price is net, whatever the customer's lists are.
    gross_price: None = None


Faults = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A quantity in its unit and in base units; by weight also in thousandths of the unit."""

    typed: Decimal
    quantity: int
    unit: str
    factor: UnitFactor
    milli: int | None = None


def class_of(line: CreditLineInput, item: ItemToCredit | None) -> str:
    """What its tax goes by."""
    return item.tax_class if item is not None else line.tax_class or STANDARD


def credit_line(
    line: CreditLineInput, item: ItemToCredit | None, tax: Owed | None, currency: str
) -> LineOfCredit | Faults:
    """The line as it is written, or what is wrong with it by field. The net is rounded once."""
    faults: Faults = dict(faults_of_typed(line.unit_price, line.discount_percent))
    if line.item_id is not None and item is None:
        faults["item_id"] = "There is no such item."
    elif item is None and not line.text.strip():
        faults["item_id"] = "Name an item, or say in words what is credited."
    counted = _count(line, item)
    if not isinstance(counted, _Counted):
        faults |= counted
    if tax is None:
        tax_class = class_of(line, item)
        faults["tax"] = f"No tax rule covers {tax_class} goods for this customer. Add one."
    if faults or tax is None or not isinstance(counted, _Counted):
        return faults
    if counted.typed * line.unit_price > _MOST:
        return {"quantity": "This is too much for one line."}
    return LineOfCredit(
        item_id=item.item_id if item else None,
        sku=item.sku if item else "",
        name=line.text.strip() or (item.name if item else ""),
        unit=counted.unit,
        unit_numerator=counted.factor.numerator,
        unit_denominator=counted.factor.denominator,
        unit_price=line.unit_price,
        discount_percent=line.discount_percent,
        tax_code=tax.code,
        tax_rate=tax.rate,
        quantity=counted.quantity,
        net=line_net(counted.typed, line.unit_price, line.discount_percent, ZERO, currency),
        tax_text=tax.trace.get("text", ""),
        milli=counted.milli,
    )


def _count(line: CreditLineInput, item: ItemToCredit | None) -> _Counted | Faults:
    if not line.quantity.is_finite():
        return {"quantity": "Give a number."}
    if item is None:
        return _whole(line.quantity, line.unit, UnitFactor())
    named = item.units.get(line.unit.lower())
    if named is None:
        return {"unit": f"{item.sku} is not counted by the “{line.unit}”, but by: {item.unit_names}."}
    if not item.weighed_in:
        return _whole(line.quantity, *named)
    weigher = item.units[item.weighed_in][1]
    if named[0] != item.weighed_in:
        pieces = _whole(line.quantity, *named)
        if not isinstance(pieces, _Counted):
            return pieces
        milli = expected_milli(pieces.quantity, weigher)
        return _Counted(shown_weight(milli), pieces.quantity, item.weighed_in, weigher, milli)
    try:
        milli = milli_of(line.quantity)
    except ValueError as problem:
        return {"quantity": str(problem)}
    return _Counted(line.quantity, pieces_of(line.quantity, weigher), item.weighed_in, weigher, milli)


def _whole(typed: Decimal, unit: str, factor: UnitFactor) -> _Counted | Faults:
    try:
        return _Counted(typed, to_base(typed, factor), unit, factor)
    except Invalid as refusal:
        return {"quantity": refusal.message}


def faults_of_credit(credit: CreditInput) -> Faults:
    """What is wrong over the lines, by field."""
    faults: Faults = {}
    if not credit.reason.strip():
        faults["reason"] = "Say why; it stands on the credit note."
    if not credit.lines:
        faults["lines"] = "Add a line."
    if credit.currency and not (len(credit.currency) == 3 and credit.currency.isalpha()):
        faults["currency"] = "Three letters, as EUR."
    return faults
