"""What a customer pays for the lines of an order: the hottest question of the product, answered in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor, from_base, to_base
from tradepost.domain.catalog.rules import Fitted, fitted
from tradepost.domain.catalog.rules.weights import expected_milli, pieces_of, shown_weight
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.queries._look_up import Found, Sold, customer_place, look_up
from tradepost.domain.pricing.queries._offers import Asked, Head, Offer, Priced
from tradepost.domain.pricing.queries.charging import charges_of
from tradepost.domain.pricing.rules import Fault


@dataclass(frozen=True, slots=True)
class _Read:
    """A line whose item and unit are known; `wrong` by field."""

    line: Asked
    item: Sold
    unit: str
    factor: UnitFactor
    quantity: int
    wrong: dict[str, Fault]
    rounded: dict[str, str] = field(default_factory=dict)
    weighed: dict[str, str] = field(default_factory=dict)

    def asked(self, within: rules.Within) -> rules.AskedLine:
        """As the rules want it; what is typed wrong is left out, for it is refused anyway."""
        line, item = self.line, self.item
        good = not self.wrong
        return rules.AskedLine(
            item=str(item.id),
            candidates=item.candidates,
            typed_quantity=line.typed_quantity if good else ZERO,
            quantity=self.quantity,
            category=_id_text(item.category_id),
            unit=self.unit,
            factor=self.factor,
            unit_price=line.unit_price if good else None,
            discount_percent=line.discount_percent if good else None,
            is_net=line.is_net,
            gross_price=line.gross_price if good else None,
            within=within,
            brand=_id_text(item.brand_id),
        )


@dataclass(frozen=True)
class _Desk:
    """One customer on one day, with what the database found for the items asked."""

    customer: CustomerTerms
    on: date
    found: Found
    taxes: dict[str, rules.Owed | None] = field(default_factory=dict)

    def read(self, line: Asked, *, as_offered: bool) -> _Read | dict[str, Fault]:
        """The line with its item, unit and base units, or what is wrong with it by field.

        What was offered is not rounded: it is sold as it was offered.
        """
        item = self.found.items.get(line.item_id)
        if item is None:
            return {"item_id": Fault("There is no such item.", "unknown-item")}
        sold_by = item.unit(line.unit)
        if item.state != "active":
            return {"item_id": Fault(f"{item.sku} is {item.state}. Choose another item.", "item-not-sold")}
        if item.kit:
            told = f"{item.sku} is a kit of {item.kit}. Order its parts, each on a line of its own."
            return {"item_id": Fault(told, "is-a-kit")}
        if sold_by is None:
            told = f"{item.sku} is not sold by the “{line.unit}”, but by: {item.unit_names}."
            return {"unit": Fault(told, "unknown-unit", item.selling.base_unit)}
        if item.weighed_in:
            return self._read_weighed(line, item, *sold_by, as_offered=as_offered)
        unit, factor = sold_by
        fit, wrong = _quantity(line.typed_quantity, item, factor)
        rounded: dict[str, str] = {}
        if fit.code and not wrong:
            if as_offered or fit.refused:
                wrong["quantity"] = Fault(fit.reason, fit.code, _typed(fit.quantity, factor))
            else:
                rounded = {"asked": f"{line.typed_quantity:f}", "code": fit.code, "why": fit.reason}
                line = replace(line, typed_quantity=Decimal(_typed(fit.quantity, factor)))
        wrong |= rules.faults_of_typed(_typed_price(line), line.discount_percent)
        return _Read(line, item, unit, factor, fit.quantity, wrong, rounded)

    def _read_weighed(
        self, line: Asked, item: Sold, unit: str, factor: UnitFactor, *, as_offered: bool
    ) -> _Read:
        """Of goods counted in pieces and priced by weight: what was typed becomes whole pieces, these what they
        should weigh, and that is what the price is of.
        """
        by_weight = unit == item.weighed_in
        weigher = item.units[item.weighed_in][1]
        typed = line.typed_quantity
        wrong: dict[str, Fault] = {}
        if by_weight and typed.is_finite() and 0 < typed <= _MOST_WEIGHED:
            fit = fitted(pieces_of(typed, weigher), item.selling)
        else:
            fit, wrong = _quantity(typed, item, factor)
        should = shown_weight(expected_milli(fit.quantity, weigher))
        rounded: dict[str, str] = {}
        if fit.code and not wrong and (as_offered or fit.refused):
            fix = f"{should:f}" if by_weight else _typed(fit.quantity, factor)
            wrong["quantity"] = Fault(fit.reason, fit.code, fix)
        elif fit.code and not wrong:
            rounded = {"asked": f"{typed:f}", "code": fit.code, "why": fit.reason}
        wrong |= rules.faults_of_typed(_typed_price(line), line.discount_percent)
        told = {
            "asked": f"{typed:f}" if typed.is_finite() else "", "unit": unit or item.base_unit,
            "pieces": str(fit.quantity), "should_weigh": f"{should:f}", "in": item.weighed_in,
            "counted_in": item.base_unit,
        }  # fmt: skip
        line = replace(line, typed_quantity=should)
        return _Read(line, item, item.weighed_in, weigher, fit.quantity, wrong, rounded, told)

    def offer(
        self, read: Sequence[_Read], head: Head, quotas: rules.Quotas | None
    ) -> tuple[list[Priced | dict[str, Fault]], rules.Given]:
        """The lines priced together, each or what is wrong with it; and the discount on all of them."""
        terms = rules.OrderTerms(
            currency=self.customer.currency,
            on=self.on,
            own_discount=self.customer.discount_percent,
            order_discount=head.order_discount,
            discounts=self.found.discounts,
            bundles=self.found.bundles,
            as_offered=head.as_offered,
            quotas=quotas,
            rounding=self.customer.tax_rounding,
        )
        order = rules.price_order([one.asked(self._within(one)) for one in read], terms)
        lines = [self._answer(one, priced) for one, priced in zip(read, order.lines, strict=True)]
        return lines, order.discount

    def _answer(self, read: _Read, line: rules.PricedLine) -> Priced | dict[str, Fault]:
        item, wrong = read.item, read.wrong
        tax = self._tax(item.tax_class)
        if line.unit_price is None and "unit_price" not in wrong:
            wrong["unit_price"] = Fault(
                f"{item.sku} has no price in {self.customer.currency}. Type one, or list it.", "no-price"
            )
        if tax is None:
            wrong["tax"] = Fault(
                f"No tax rule covers {item.tax_class} goods for this customer. Add one.", "no-tax-rule"
            )
        if wrong or line.unit_price is None or tax is None:
            return wrong
        return Priced(
            item_id=item.id,
            sku=item.sku,
            name=item.name,
            tracking=item.tracking,
            typed_quantity=read.line.typed_quantity,
            quantity=read.quantity,
            unit=read.unit or item.base_unit,
            factor=read.factor,
            list_price=line.choice.list_price,
            unit_price=line.unit_price,
            discount_percent=line.discount.percent,
            order_discount_percent=line.order_discount.percent,
            net=line.net,
            tax_code=tax.code,
            tax_rate=tax.rate,
            trace=_told(line.trace, tax, read.rounded, read.weighed),
            quota_row_id=UUID(line.quota) if line.quota else None,
            most=item.most,
            floor=item.floor,
            gross_price=line.gross_price,
            gross=line.gross,
        )

    def gifts(self, lines: Sequence[Priced]) -> list[Priced]:
        """Goods that come free with these lines, each a line of its own; what is not sold now is not given."""
        if not self.found.promotions:
            return []
        items = self.found.items
        bought = [
            rules.Bought(
                str(line.item_id), _id_text(items[line.item_id].category_id), line.quantity, line.net,
                _id_text(items[line.item_id].brand_id),
            )
            for line in lines
        ]  # fmt: skip
        sets = [line.trace["bundle"] for line in lines if "bundle" in line.trace]
        if any("alone" in one for one in sets):
            return []
        given = rules.gifts(self.found.promotions, bought, beside=bool(sets))
        return [line for gift in given if (line := self._gift(gift, items.get(UUID(gift.item)))) is not None]

    def _gift(self, gift: rules.Gift, item: Sold | None) -> Priced | None:
        tax = self._tax(item.tax_class) if item is not None else None
        if item is None or tax is None or item.state != "active" or item.kit:
            return None
        return Priced(
            item_id=item.id,
            sku=item.sku,
            name=item.name,
            tracking=item.tracking,
            typed_quantity=Decimal(gift.quantity),
            quantity=gift.quantity,
            unit=item.base_unit,
            factor=UnitFactor(),
            list_price=None,
            unit_price=ZERO,
            discount_percent=ZERO,
            order_discount_percent=ZERO,
            net=ZERO,
            tax_code=tax.code,
            tax_rate=tax.rate,
            trace=_told(rules.gift_trace(gift, self.customer.currency), tax, {}),
        )

    @cached_property
    def _buyer(self) -> rules.TaxedBuyer:
        customer = self.customer
        return rules.TaxedBuyer(
            customer_place(customer), customer.tax_class, customer.tax_number, customer.home
        )

    def _tax(self, item_class: str) -> rules.Owed | None:
        if item_class not in self.taxes:
            found = self.found
            self.taxes[item_class] = rules.owed(
                found.tax_rules, found.exemptions, self._buyer, item_class, self.on
            )
        return self.taxes[item_class]

    def _within(self, read: _Read) -> rules.Within:
        """The tax in prices that include it; asked only where there is such a price."""
        line, item = read.line, read.item
        owed = None
        if line.gross_price is not None or any(one.with_tax for one in item.candidates):
            owed = self._tax(item.tax_class)
        return rules.within(self.found.tax_rules, self._buyer, item.tax_class, owed) if owed else _NO_TAX


def _told(
    trace: dict[str, Any], tax: rules.Owed, rounded: dict[str, str], weighed: dict[str, str] | None = None
) -> dict[str, Any]:
    """The trace of a price with why it is taxed so, what was rounded, and how pieces became a weight."""
    told = {**trace, "tax": tax.trace} if tax.trace else trace
    told = {**told, "weighed": weighed} if weighed else told
    return {**told, "rounded": rounded} if rounded else told


def prices_for(customer: CustomerTerms, *, on: date, asked: Sequence[Asked]) -> list[Priced]:
    """The lines of `offer_for`, without a discount typed on all of them."""
    return offer_for(customer, on=on, asked=asked).lines


def offer_for(
    customer: CustomerTerms, *, on: date, asked: Sequence[Asked], head: Head | None = None
) -> Offer:
    """Price, discounts, unit and tax of every line of an order: one statement for any number of lines.

    Raises Invalid naming each bad line as `lines.<n>.<field>`, counted from 0: an item that is unknown
    or discontinued, an unknown unit, a quantity that is not whole, or not sold and not rounded, a missing
    price or tax rule; `codes` and `fixes` say the same to programs.
    """
    if not asked:
        return Offer()
    item_ids = list(dict.fromkeys(line.item_id for line in asked))
    found = look_up(customer, on, item_ids, contract=customer.customer_id)
    answer = offer_from(found, customer, on, asked, head)
    if isinstance(answer, Invalid):
        raise answer
    return answer


def offer_from(
    found: Found,
    customer: CustomerTerms,
    on: date,
    asked: Sequence[Asked],
    head: Head | None = None,
    quotas: rules.Quotas | None = None,
) -> Offer | Invalid:
    """The lines priced from what was looked up, or the refusal that names every bad one."""
    desk = _Desk(customer, on, found)
    as_offered = head is not None and head.as_offered
    read = [desk.read(line, as_offered=as_offered) for line in asked]
    priced, discount = desk.offer([one for one in read if isinstance(one, _Read)], head or Head(), quotas)
    following = iter(priced)
    answers = [next(following) if isinstance(one, _Read) else one for one in read]
    faults = {
        f"lines.{position}.{field}": sentence
        for position, answer in enumerate(answers)
        if isinstance(answer, dict)
        for field, sentence in answer.items()
    }
    if faults:
        return refusal_of(faults, len(asked))
    lines = [answer for answer in answers if isinstance(answer, Priced)]
    gifts = [] if as_offered else desk.gifts(lines)
    charges = () if as_offered else charges_of(found, customer, [*lines, *gifts])
    return Offer(lines, gifts, discount.percent if discount.name else ZERO, discount.name, charges)


_MOST_WEIGHED = 10**9
_NO_TAX = rules.Within()


def _quantity(typed: Decimal, item: Sold, factor: UnitFactor) -> tuple[Fitted, dict[str, Fault]]:
    """Base units as they are sold, or what is wrong with them; 1 stands in for a quantity that means nothing."""
    if not typed.is_finite():
        return Fitted(1), {"quantity": Fault("Give a number.", "bad-quantity")}
    try:
        quantity = to_base(typed, factor)
    except Invalid as refusal:
        return Fitted(1), {"quantity": Fault(refusal.message, "bad-quantity")}
    return fitted(quantity, item.selling, factor.value.numerator), {}


def _typed(quantity: int, factor: UnitFactor) -> str:
    return str(from_base(quantity, factor))  # in the unit that was typed, in which they are whole


def _typed_price(line: Asked) -> Decimal | None:
    return line.unit_price if line.gross_price is None else line.gross_price


def _id_text(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def refusal_of(faults: dict[str, Fault], lines: int) -> Invalid:
    """The refusal of an order for what is wrong with its lines, `lines.<n>.<field>`."""
    fixes = {path: fault.fix for path, fault in faults.items() if fault.fix}
    codes = {path: fault.code for path, fault in faults.items()}
    return Invalid(_summary(faults, lines), fields=faults, codes=codes, fixes=fixes)


def _summary(faults: dict[str, Fault], lines: int) -> str:
    first = next(iter(faults.values()))
    bad = len({field.split(".")[1] for field in faults})
    return first if lines == 1 else f"{bad} of {lines} lines cannot be priced. The first: {first}"
