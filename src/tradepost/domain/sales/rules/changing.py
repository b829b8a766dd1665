"""What a change of a confirmed line comes to: pure, told in docs/algorithms/changes.md. Base units."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO, share
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules import line_net, net_within, shares_within


class Standing(NamedTuple):
    """A line as it stands: counters as on the row."""

    quantity: int
    cancelled: int = 0
    released: int = 0
    shipped: int = 0
    returned: int = 0

    @property
    def stands(self) -> int:
        """What is wanted of it still, or was delivered."""
        return self.quantity - self.cancelled

    @property
    def open(self) -> int:
        """Neither shipped nor cancelled."""
        return self.stands - self.shipped

    @property
    def begun(self) -> int:
        """What the warehouse has, or had."""
        return self.shipped + self.released


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of a line: its `quantity` and `cancelled` after, and what its demand loses, keeps apart or gains.

    `part` of what is open, with its promises, and `part_more` beside it become a line of their own. `back`: delivered
    and not wanted, to be returned.
    """

    quantity: int
    cancelled: int = 0
    cut: int = 0
    more: int = 0
    part: int = 0
    part_more: int = 0
    back: int = 0

    @property
    def new_line(self) -> int:
        """Base units of the line of its own; 0: there is none."""
        return self.part + self.part_more


class WithTheWarehouse(NamedTuple):
    """Less is wanted than the warehouse has: `released` of it are set aside, and at least `begun` stay."""

    released: int
    begun: int


def step_of(line: Standing, wanted: int, *, anew: bool) -> Step | WithTheWarehouse:
    """What becomes of a line of which `wanted` base units are wanted; `anew`: at another price or in another unit.

    What the warehouse has, or had, keeps its price: the rest becomes a line of its own. A line of which nothing was
    delivered and nothing is wanted keeps its quantity, all of it cancelled, and is worth nothing.
    """
    kept, back = wanted, 0
    if wanted < line.begun:
        if line.released:
            return WithTheWarehouse(line.released, line.begun)
        kept, back = line.shipped, max(line.shipped - line.returned - wanted, 0)
    if not kept:
        return Step(line.quantity, line.quantity, cut=line.open)
    if not anew or not line.begun or kept == line.begun:
        differs = kept - line.stands
        return Step(kept, cut=max(-differs, 0), more=max(differs, 0), back=back)
    free, rest = line.open - line.released, kept - line.begun
    part = min(free, rest)
    return Step(line.begun, cut=free - part, part=part, part_more=rest - part)


def typed_of(quantity: int, factor: UnitFactor) -> Decimal:
    """Base units in a unit, to six places."""
    exact = Decimal(quantity) * factor.denominator / factor.numerator
    return exact.quantize(Decimal("0.000001"))


class Amount(NamedTuple):
    """What a line comes to: before tax, and with it where its price includes it."""

    net: Decimal
    gross: Decimal | None = None

    def told(self) -> dict[str, str]:
        """As the trace of a price has it."""
        return {"net": str(self.net)} | ({} if self.gross is None else {"gross": str(self.gross)})


class WithTax(NamedTuple):
    """The price of a line that includes tax, per unit and of the line, the tax in percent, and the cent of its net
    that comes from other lines (by total).
    """

    price: Decimal
    gross: Decimal
    rate: Decimal
    carried: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Worth:
    """What a line's amount followed from; percentages as such."""

    typed: Decimal
    quantity: int
    unit_price: Decimal
    discount: Decimal
    order_discount: Decimal
    net: Decimal
    gone: bool = False
    with_tax: WithTax | None = None

    def of(self, quantity: int, typed: Decimal, currency: str) -> Decimal:
        """What so many base units are worth before tax: amount_of."""
        return self.amount_of(quantity, typed, currency).net

    def amount_of(self, quantity: int, typed: Decimal, currency: str) -> Amount:
        """What so many base units are worth at the same price: as the price says, or, of a part, as a share of it."""
        stands = Amount(self.net, self.with_tax.gross if self.with_tax else None)
        if self.gone or stands == self._amount(self.typed, currency):
            return self._amount(typed, currency)
        if stands.gross is None:
            return Amount(share(self.net, self.quantity, 0, quantity, currency))
        return Amount(*shares_within(self.net, stands.gross, self.quantity, 0, quantity, currency))

    def _amount(self, typed: Decimal, currency: str) -> Amount:
        given = (self.discount, self.order_discount, currency)
        if self.with_tax is None:
            return Amount(line_net(typed, self.unit_price, *given))
        gross = line_net(typed, self.with_tax.price, *given)
        carried = self.with_tax.carried if gross else ZERO
        return Amount(net_within(gross, self.with_tax.rate, currency) + carried, gross)


def per_piece(net_price: Decimal, discount: Decimal, factor: UnitFactor) -> Decimal:
    """What one base unit costs, exact enough to compare."""
    return net_price * (100 - discount) * factor.denominator / (100 * factor.numerator)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What cannot be undone, and what to do: `return` so many delivered units of a line, or `credit` an amount."""

    kind: str
    line_id: str
    position: int
    sku: str
    quantity: int
    amount: Decimal
    invoiced: int

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "kind": self.kind,
            "line_id": self.line_id,
            "position": self.position,
            "sku": self.sku,
            "quantity": self.quantity,
            "amount": str(self.amount),
            "invoiced": self.invoiced,
        }


@dataclass(frozen=True, slots=True)
class LineState:
    """A line as somebody reads it; `quantity` is what stands of it in its unit, the last three are base units."""

    quantity: Decimal
    unit: str
    unit_price: Decimal
    discount_percent: Decimal
    net: Decimal
    requested_on: str | None
    promised_on: str | None
    warehouse: str
    note: str
    stock: int
    supply: int
    backordered: int
    gross_price: Decimal | None = None

    READ = (
        "quantity",
        "unit",
        "unit_price",
        "discount_percent",
        "net",
        "requested_on",
        "promised_on",
        "warehouse",
        "note",
    )

    def plain(self) -> dict[str, Any]:
        """As it is kept in the history: what is covered how is of the moment, and stays out."""
        told = {name: _text(getattr(self, name)) for name in self.READ}
        return told if self.gross_price is None else told | {"gross_price": _text(self.gross_price)}


def _text(value: Any) -> Any:
    return f"{value.normalize() + ZERO:f}" if isinstance(value, Decimal) else value
