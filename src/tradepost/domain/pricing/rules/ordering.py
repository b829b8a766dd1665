"""The lines of one order, priced together: what counts together, quotas, discounts, nets. Pure: no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules.amounts import line_net
from tradepost.domain.pricing.rules.bundles import Bundle, Usual, with_bundles
from tradepost.domain.pricing.rules.choosing import Candidate, Choice, Quotas, Reached, choose
from tradepost.domain.pricing.rules.discounts import (
    NO_DISCOUNT,
    Discount,
    Given,
    line_discount,
    order_discount,
)
from tradepost.domain.pricing.rules.inclusive import Gross, Within, net_within, nets_within, price_within
from tradepost.domain.pricing.rules.tracing import Traced, trace


class AskedLine(NamedTuple):
    """A line as the rules want it: `quantity` in base units, `unit` "" for the base unit; what was typed overrides.

    `gross_price` is a unit price with tax that was offered, and overrides `unit_price`; `within` is the tax in prices
    that include it.
    """

    item: str
    candidates: Sequence[Candidate]
    typed_quantity: Decimal
    quantity: int
    category: str | None = None
    unit: str = ""
    factor: UnitFactor = UnitFactor()
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    is_net: bool = False
    gross_price: Decimal | None = None
    within: Within = Within()
    brand: str | None = None

    @property
    def typed_price(self) -> Decimal | None:
        """The net price that was typed, or is in one that was offered with tax."""
        if self.gross_price is not None:
            return price_within(self.gross_price, self.within.rate)
        return self.unit_price


class OrderTerms(NamedTuple):
    """What is the same for all lines: percentages of the customer, typed on the order, and of discount rules.

    `as_offered`: the order was offered at its prices; no rule takes more off the whole of it. `quotas`: what orders
    before it left, and what its lines take is taken from there. `rounding`: how the tax in their prices is rounded.
    """

    currency: str
    on: date
    own_discount: Decimal = ZERO
    order_discount: Decimal = ZERO
    discounts: Sequence[Discount] = ()
    as_offered: bool = False
    quotas: Quotas | None = None
    rounding: str = "total"
    bundles: Sequence[Bundle] = ()


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What a line came to; `unit_price` is None where nothing names one. `quota` is a price of whose quota it takes.

    `gross_price` per unit and `gross` of the line are what the buyer pays, where that was agreed with tax.
    """

    choice: Choice
    unit_price: Decimal | None
    discount: Given
    order_discount: Given
    net: Decimal
    quota: str | None
    trace: dict[str, Any]
    gross_price: Decimal | None = None
    gross: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """The lines in their order, and the discount on all of them."""

    lines: tuple[PricedLine, ...]
    discount: Given


class _Chosen(NamedTuple):
    """A line with its price and its own discount."""

    asked: AskedLine
    choice: Choice
    unit_price: Decimal | None
    discount: Given

    @property
    def is_typed(self) -> bool:
        """Whether its price was typed or offered."""
        return self.asked.typed_price is not None

    @property
    def is_net(self) -> bool:
        """Whether no discount of the order touches it."""
        return self.asked.is_net or (not self.is_typed and self.choice.is_net)

    @property
    def with_tax(self) -> Decimal | None:
        """The unit price with tax from which its own comes, whether or not the buyer owes that tax."""
        if self.is_typed:
            return self.asked.gross_price
        return self.choice.gross_price

    def gross(self, whole: Given, currency: str) -> Decimal | None:
        """What the buyer pays for it, tax included; None: its price is net."""
        if self.with_tax is None or not self.asked.within.is_owed:
            return None
        return line_net(
            self.asked.typed_quantity, self.with_tax, self.discount.percent, whole.percent, currency
        )


def price_order(asked: Sequence[AskedLine], terms: OrderTerms) -> PricedOrder:
    """Price the lines of one order together, in the order told in docs/algorithms/pricing.md."""
    chosen = _with_bundles(_choose_all(asked, terms), terms)
    whole = order_discount(
        () if terms.as_offered else terms.discounts,
        typed=terms.order_discount,
        value=lambda: sum((_net(one, NO_DISCOUNT, terms.currency) for one in chosen), ZERO),
    )
    offs = [Given(ZERO, "net") if one.is_net and whole.percent else whole for one in chosen]
    grosses = [one.gross(off, terms.currency) for one, off in zip(chosen, offs, strict=True)]
    nets = nets_within(
        [
            Gross(gross, one.asked.within.code, one.asked.within.rate)
            for one, gross in zip(chosen, grosses, strict=True)
        ],
        terms.currency,
        terms.rounding,
    )
    return PricedOrder(
        tuple(_priced(*line, terms.currency) for line in zip(chosen, offs, grosses, nets, strict=True)), whole
    )


def _choose_all(asked: Sequence[AskedLine], terms: OrderTerms) -> list[_Chosen]:
    items: dict[str, int] = {}
    for line in asked:
        items[line.item] = items.get(line.item, 0) + line.quantity
    mixes = _mixes(asked, terms.on)
    quotas = terms.quotas or Quotas()
    chosen = []
    for line in asked:
        reached = Reached(line.quantity, items[line.item], mixes)
        choice = choose(
            line.candidates, reached=reached, unit=line.unit, factor=line.factor, on=terms.on, quotas=quotas,
            included=line.within.rate,
        )  # fmt: skip
        typed = line.typed_price is not None
        if choice.winner is not None and not typed:
            quotas.take(choice.winner, line.quantity)
        discount = line_discount(
            terms.discounts,
            choice,
            goods=line,
            own=terms.own_discount,
            typed_price=typed,
            typed=line.discount_percent,
            is_net=line.is_net,
        )
        chosen.append(_Chosen(line, choice, line.typed_price if typed else choice.unit_price, discount))
    return chosen


def _with_bundles(chosen: Sequence[_Chosen], terms: OrderTerms) -> Sequence[_Chosen]:
    """The lines, those of complete sets with what the set takes off; what was typed or is net is of none."""
    if terms.as_offered or not terms.bundles:
        return chosen
    lines = [
        Usual(
            one.asked.item, one.asked.quantity, one.asked.typed_quantity, one.unit_price or ZERO, one.discount,
            not (one.is_typed or one.is_net or one.unit_price is None or one.asked.discount_percent is not None)
            and one.asked.quantity > 0,
        )
        for one in chosen
    ]  # fmt: skip
    found = with_bundles(terms.bundles, lines, terms.currency)
    return [one._replace(discount=given) for one, given in zip(chosen, found, strict=True)]


def _mixes(asked: Sequence[AskedLine], on: date) -> dict[tuple[str, str], int]:
    """What the lines of each mixed group come to: those whose item has a row of it that holds today."""
    sums: dict[tuple[str, str], int] = {}
    for line in asked:
        groups = {(c.price_list, c.mix) for c in line.candidates if c.counted == "mix" and c.holds(on)}
        for group in groups:
            sums[group] = sums.get(group, 0) + line.quantity
    return sums


def _net(one: _Chosen, whole: Given, currency: str) -> Decimal:
    asked = one.asked
    gross = one.gross(whole, currency)
    if gross is not None:
        return net_within(gross, asked.within.rate, currency)
    return line_net(
        asked.typed_quantity, one.unit_price or ZERO, one.discount.percent, whole.percent, currency
    )


def _priced(
    one: _Chosen, whole: Given, gross: Decimal | None, net_of_gross: Decimal, currency: str
) -> PricedLine:
    asked, choice, typed = one.asked, one.choice, one.is_typed
    net = _net(one, whole, currency) if gross is None else net_of_gross
    told = Traced(
        choice, typed, one.is_net, asked.typed_quantity, asked.factor, one.unit_price or ZERO, one.discount, whole,
        net, currency, one.with_tax, gross, asked.within.rate,
    )  # fmt: skip
    winner = None if typed else choice.winner
    quota = winner.row_id if winner is not None and winner.left is not None else None
    gross_price = None if gross is None else one.with_tax
    return PricedLine(
        choice, one.unit_price, one.discount, whole, net, quota, trace(told), gross_price, gross
    )
