"""What a customer pays: the hottest question of the product, answered in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor, to_base
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.queries._look_up import Found, Sold, look_up


@dataclass(frozen=True, slots=True)
class Asked:
    """A line as typed: `unit` "" is the base unit. A typed price or discount overrides what is agreed."""

    item_id: UUID
    typed_quantity: Decimal
    unit: str = ""
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """A line with its price: `quantity` in base units, both prices per `unit`, percentages as such."""

    item_id: UUID
    sku: str
    name: str
    tracking: str
    typed_quantity: Decimal
    quantity: int
    unit: str
    factor: UnitFactor
    list_price: Decimal | None
    unit_price: Decimal
    discount_percent: Decimal
    tax_code: str
    tax_rate: Decimal
    trace: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Desk:
    """One customer on one day, with what the database found for the items asked."""

    customer: CustomerTerms
    on: date
    found: Found
    taxes: dict[str, rules.TaxCandidate | None]

    def price(self, line: Asked) -> Priced | dict[str, str]:
        """The priced line, or what is wrong with it by field."""
        item = self.found.items.get(line.item_id)
        if item is None:
            return {"item_id": "There is no such item."}
        sold_by = item.unit(line.unit)
        if item.state != "active":
            return {"item_id": f"{item.sku} is {item.state}. Choose another item."}
        if sold_by is None:
            return {"unit": f"{item.sku} is not sold by the “{line.unit}”, but by: {item.unit_names}."}
        unit, factor = sold_by
        quantity, wrong = _quantity(line.typed_quantity, item, factor)
        wrong |= rules.faults_of_typed(line.unit_price, line.discount_percent)
        choice = rules.choose(item.candidates, quantity=quantity, unit=unit, factor=factor, on=self.on)
        price = choice.unit_price if line.unit_price is None else line.unit_price
        tax = self._tax(item.tax_class)
        if price is None:
            wrong["unit_price"] = (
                f"{item.sku} has no price in {self.customer.currency}. Type one, or list it."
            )
        if tax is None:
            wrong["tax"] = f"No tax rule covers {item.tax_class} goods for this customer. Add one."
        if wrong or price is None or tax is None:
            return wrong
        return self._priced(line, item, unit or item.base_unit, factor, quantity, choice, price, tax)

    def _priced(
        self,
        line: Asked,
        item: Sold,
        unit: str,
        factor: UnitFactor,
        quantity: int,
        choice: rules.Choice,
        unit_price: Decimal,
        tax: rules.TaxCandidate,
    ) -> Priced:
        typed = line.unit_price is not None
        discount, source = rules.discount_of(
            line.discount_percent, self.customer.discount_percent, choice, typed=typed
        )
        return Priced(
            item_id=item.id,
            sku=item.sku,
            name=item.name,
            tracking=item.tracking,
            typed_quantity=line.typed_quantity,
            quantity=quantity,
            unit=unit,
            factor=factor,
            list_price=choice.list_price,
            unit_price=unit_price,
            discount_percent=discount,
            tax_code=tax.code,
            tax_rate=tax.rate,
            trace=rules.trace(choice, unit_price=unit_price, typed=typed, discount=source),
        )

    def _tax(self, item_class: str) -> rules.TaxCandidate | None:
        if item_class not in self.taxes:
            self.taxes[item_class] = rules.tax_of(
                self.found.tax_rules,
                country=self.customer.country,
                customer_class=self.customer.tax_class,
                item_class=item_class,
            )
        return self.taxes[item_class]


def prices_for(customer: CustomerTerms, *, on: date, asked: Sequence[Asked]) -> list[Priced]:
    """Price, unit and tax of every line: one statement for any number of lines.

    Raises Invalid naming each bad line as `lines.<n>.<field>`, counted from 0: an item that is unknown
    or discontinued, an unknown unit, a quantity that is not whole, too small or no multiple, a missing
    price or tax rule.
    """
    if not asked:
        return []
    found = look_up(
        customer_id=customer.customer_id,
        group_id=customer.group_id,
        currency=customer.currency,
        country=customer.country,
        tax_class=customer.tax_class,
        on=on,
        item_ids=list(dict.fromkeys(line.item_id for line in asked)),
    )
    answer = priced_from(found, customer, on, asked)
    if isinstance(answer, Invalid):
        raise answer
    return answer


def priced_from(
    found: Found, customer: CustomerTerms, on: date, asked: Sequence[Asked]
) -> list[Priced] | Invalid:
    """The lines priced from what was looked up, or the refusal that names every bad one."""
    desk = _Desk(customer, on, found, {})
    answers = [desk.price(line) for line in asked]
    faults = {
        f"lines.{position}.{field}": sentence
        for position, answer in enumerate(answers)
        if isinstance(answer, dict)
        for field, sentence in answer.items()
    }
    if faults:
        return Invalid(_summary(faults, len(asked)), fields=faults)
    return [answer for answer in answers if isinstance(answer, Priced)]


def _quantity(typed: Decimal, item: Sold, factor: UnitFactor) -> tuple[int, dict[str, str]]:
    """Base units, and what is wrong with them; 1 stands in for a quantity that means nothing."""
    if not typed.is_finite():
        return 1, {"quantity": "Give a number."}
    try:
        quantity = to_base(typed, factor)
    except Invalid as refusal:
        return 1, {"quantity": refusal.message}
    fault = rules.fault_of_quantity(quantity, item.minimum_quantity, item.increment, item.base_unit)
    return quantity, {"quantity": fault} if fault else {}


def _summary(faults: dict[str, str], lines: int) -> str:
    first = next(iter(faults.values()))
    bad = len({field.split(".")[1] for field in faults})
    return first if lines == 1 else f"{bad} of {lines} lines cannot be priced. The first: {first}"
