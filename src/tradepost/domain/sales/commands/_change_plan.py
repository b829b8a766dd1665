"""What a change of a confirmed order is to do, worked out and not written yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.queries import Priced
from tradepost.domain.pricing.rules import net_within, price_within
from tradepost.domain.sales.commands._draft import DraftLine
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules.changing import Amount, Proposal, Standing, Step, WithTax


@dataclass
class Planned:
    """A line that stands and what becomes of it: `values` are the columns that are others, `step` its goods."""

    line: OrderLine
    step: Step
    values: dict[str, Any] = field(default_factory=dict)
    house: UUID | None = None

    @property
    def free_of_parts(self) -> bool:
        """Whether it has another price or unit, so that it is no part of another line any more, nor they of it."""
        return any(name in self.values for name in ("unit", "unit_price", "gross_price", "discount_percent"))


@dataclass
class Plan:
    """What becomes of all lines that were named, what is new, and what cannot be undone."""

    lines: list[Planned] = field(default_factory=list)
    new: list[DraftLine] = field(default_factory=list)
    # New lines that take over what was promised to another: base units of it.
    parted: dict[UUID, tuple[UUID, int]] = field(default_factory=dict)
    proposals: list[Proposal] = field(default_factory=list)
    by_hand: set[UUID] = field(default_factory=set)
    # New lines that are made where the line they come from is, and sent from elsewhere then: (id, base units, where).
    moves: list[tuple[UUID, int, UUID]] = field(default_factory=list)
    # New lines that are more, or the rest, of one that stands: they come from where it does.
    rest: set[UUID] = field(default_factory=set)


def standing(line: OrderLine) -> Standing:
    """A line as the rules see it."""
    return Standing(line.quantity, line.cancelled, line.released, line.shipped, line.returned)


def factor_of(line: OrderLine) -> UnitFactor:
    """The unit of a line."""
    return UnitFactor(line.unit_numerator, line.unit_denominator)


def order_discount_of(order: Order) -> Decimal:
    """What comes off all lines of an order, typed or by a rule, percent."""
    return Decimal(order.order_discount_percent or order.value_discount_percent)


def sized(line: OrderLine, quantity: int, typed: Decimal, amount: Amount) -> dict[str, Any]:
    """The columns of another quantity at the same price."""
    told: Mapping[str, Any] = line.price_trace
    trace = {**told, "quantity": str(typed), **amount.told()} if told else {}
    return {
        "quantity": quantity,
        "cancelled": 0,
        "typed_quantity": typed,
        "net": amount.net,
        "gross": amount.gross,
        "price_trace": trace,
    }


def at_price(priced: Priced) -> dict[str, Any]:
    """The columns of another price, or unit."""
    return {
        "quantity": priced.quantity,
        "cancelled": 0,
        "typed_quantity": priced.typed_quantity,
        "unit": priced.unit,
        "unit_numerator": priced.factor.numerator,
        "unit_denominator": priced.factor.denominator,
        "list_price": priced.list_price,
        "unit_price": priced.unit_price,
        "discount_percent": priced.discount_percent,
        "net": priced.net,
        "gross_price": priced.gross_price,
        "gross": priced.gross,
        "price_trace": priced.trace,
        "quota_row_id": priced.quota_row_id,
    }


def with_tax_of(line: OrderLine | Priced, trace: Mapping[str, Any]) -> WithTax | None:
    """Its price with tax; None: it is net."""
    if line.gross is None or line.gross_price is None:
        return None
    return WithTax(line.gross_price, line.gross, line.tax_rate, Decimal(trace.get("carried", ZERO)))


def taxed_as(priced: Priced, line: OrderLine, currency: str) -> Priced:
    """Another price of a line that stands, which keeps its tax: what is in a price with tax is that, not today's."""
    if priced.gross is None or priced.gross_price is None or priced.tax_rate == line.tax_rate:
        return priced
    if not line.tax_rate:
        return replace(priced, gross_price=None, gross=None)
    net = net_within(priced.gross, line.tax_rate, currency)
    price = price_within(priced.gross_price, line.tax_rate)
    trace = {**priced.trace, "included": str(line.tax_rate), "unit_price": str(price), "net": str(net)}
    trace.pop("carried", None)
    return replace(priced, unit_price=price, net=net, trace=trace)
