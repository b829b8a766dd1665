"""What is asked of the price look-up, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.queries._look_up import Most
from tradepost.domain.pricing.queries.floors import Floor


@dataclass(frozen=True, slots=True)
class Asked:
    """A line as typed: `unit` "" is the base unit. A typed price or discount overrides what is agreed; the price of
    goods that are priced by weight is always that of their unit of weight.

    `is_net`: no discount of the order touches it. `gross_price` is a unit price with tax, as it was offered.
    """

    item_id: UUID
    typed_quantity: Decimal
    unit: str = ""
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    is_net: bool = False
    gross_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of all lines: the typed discount of the order, percent.

    `as_offered`: it was offered at its prices, so no rule takes more off the whole of it, and nothing comes free that
    was not offered.
    """

    order_discount: Decimal = ZERO
    as_offered: bool = False


@dataclass(frozen=True, slots=True)
class Priced:
    """A line with its price: `quantity` in base units, both prices per `unit`, percentages as such.

    `net` is what it is worth after both discounts, rounded once. `quota_row_id` is the price whose quota it takes from.
    `most` is what the customer may order of it, `floor` its least margin. `typed_quantity` is as it is sold: rounded
    where it must be, and the trace says what was asked. `gross_price` per `unit` and `gross` are what the buyer pays,
    where that was agreed with tax: then the tax is gross less net.
    """

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
    order_discount_percent: Decimal
    net: Decimal
    tax_code: str
    tax_rate: Decimal
    trace: dict[str, Any]
    quota_row_id: UUID | None = None
    most: Most | None = None
    floor: Floor | None = None
    gross_price: Decimal | None = None
    gross: Decimal | None = None

    @property
    def taxed(self) -> rules.Taxed:
        """What it is worth as it is taxed."""
        return rules.Taxed(self.net, self.tax_code, self.tax_rate, gross=self.gross)

    @property
    def after_discount(self) -> Decimal:
        """What a unit costs after the line's own discount, unrounded: for offers that are compared."""
        return self.unit_price * (100 - self.discount_percent) / 100


@dataclass(frozen=True, slots=True)
class Offer:
    """The lines of an order with their prices, and what a rule takes off all of them because of their value.

    `gifts` are lines that nobody typed: goods that come free; `charges` what rules add.
    """

    lines: list[Priced] = field(default_factory=list)
    gifts: list[Priced] = field(default_factory=list)
    value_discount_percent: Decimal = ZERO
    value_discount: str = ""
    charges: Sequence[rules.Charge] = ()

    @property
    def net_total(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.net for line in self.lines), ZERO)
