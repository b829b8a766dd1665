"""What buying decides without a database: prices per unit, what a delivery means for its order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tradepost.base.errors import Invalid, Refusal
from tradepost.base.money import round_amount, share
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import expected_milli, pieces_of, shown_weight

TOLERANCE_PERCENT = 5
"""How much more than ordered is taken in without being asked, in percent of the ordered quantity."""

LANDED_KINDS = ("freight", "duty", "insurance", "other")
BASES = ("value", "weight", "volume", "count")
"""What a landed cost is split by: worth, weight, volume or pieces of the goods it brought."""

NAMED = 5
"""So many items are named in a sentence."""
PRICE_STEP = Decimal("0.000001")
MOST = 10**12
"""Base units on one line; more is a slip of the finger."""


def tolerance(ordered: int) -> int:
    """Base units that may arrive beyond `ordered` without being allowed explicitly, rounded down."""
    return ordered * TOLERANCE_PERCENT // 100


def unit_price(price: Decimal, pack: int, factor: UnitFactor) -> Decimal:
    """The price of one typed unit when `price` is asked for `pack` base units; six decimals."""
    return (price * factor.numerator / (factor.denominator * pack)).quantize(PRICE_STEP)


def line_net(typed_quantity: Decimal, price: Decimal, currency: str) -> Decimal:
    """What a line costs, rounded once."""
    return round_amount(typed_quantity * price, currency)


class ReceivedBefore(Refusal):
    """The package was taken in already; `facts["receipt"]` is the number of the receipt."""


class Withdrawn(Refusal):
    """The supplier took the announcement back; count what is there."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A purchase order line as a delivery finds it; base units, `net` in the order's currency."""

    line_id: UUID
    ordered: int
    received: int
    over: int
    cancelled: int
    net: Decimal
    unit_price: Decimal = Decimal(0)

    @property
    def open(self) -> int:
        """Base units still to come."""
        return self.ordered + self.over - self.received - self.cancelled


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted of a line: `damaged` is part of `counted`; `milli` is what all of it weighs, where it is paid
    by that."""

    line_id: UUID
    counted: int
    damaged: int = 0
    milli: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a count means: how it differs, how much supply it uses up, what it costs.

    `supply_good` and `supply_damaged` are the parts of the count that the order was still open for;
    `net` is in the order's currency; `short` will not come any more.
    """

    line_id: UUID
    expected: int
    counted: int
    damaged: int
    over: int
    short: int
    supply_good: int
    supply_damaged: int
    net: Decimal
    milli: int | None = None

    @property
    def good(self) -> int:
        """Base units fit for sale."""
        return self.counted - self.damaged

    def variances(self) -> list[tuple[str, int]]:
        """The kinds and quantities by which this differs from the order."""
        found = [("short", self.short), ("over", self.over), ("damaged", self.damaged)]
        return [(kind, quantity) for kind, quantity in found if quantity]


def take(
    lines: Sequence[OpenLine], counts: Sequence[Count], *, currency: str, last: bool = False
) -> list[Taken]:
    """What a delivery means, count by count in the given order; several counts of one line add up.

    With `last` the rest of every line of the order is short; lines nobody counted appear with 0.
    """
    now: dict[UUID, OpenLine] = {line.line_id: line for line in lines}
    taken: list[Taken] = []
    for count in counts:
        line = now[count.line_id]
        part = _take(line, count, currency)
        taken.append(part)
        now[line.line_id] = replace(line, received=line.received + part.counted, over=line.over + part.over)
    return _with_short(taken, now) if last else taken


def _take(line: OpenLine, count: Count, currency: str) -> Taken:
    used = min(count.counted, line.open)
    good = min(count.counted - count.damaged, used)
    return Taken(
        line_id=line.line_id,
        expected=line.open,
        counted=count.counted,
        damaged=count.damaged,
        over=count.counted - used,
        short=0,
        supply_good=good,
        supply_damaged=used - good,
        net=share(line.net, line.ordered, line.received, count.counted, currency)
        if count.milli is None
        else line_net(shown_weight(count.milli), line.unit_price, currency),
        milli=count.milli,
    )


def _with_short(taken: list[Taken], now: Mapping[UUID, OpenLine]) -> list[Taken]:
    at = {part.line_id: index for index, part in enumerate(taken)}
    whole = list(taken)
    for line in now.values():
        if not line.open:
            continue
        if line.line_id in at:
            index = at[line.line_id]
            whole[index] = replace(whole[index], short=line.open)
        else:
            nothing = Taken(line.line_id, line.open, 0, 0, 0, line.open, 0, 0, Decimal(0))
            whole.append(nothing)
    return whole


def beyond_tolerance(lines: Sequence[OpenLine], taken: Sequence[Taken]) -> dict[UUID, int]:
    """Lines of which more came than the order and its tolerance allow, with the whole surplus."""
    over = {line.line_id: line.over for line in lines}
    for part in taken:
        over[part.line_id] += part.over
    came = {part.line_id for part in taken if part.over}
    return {
        line.line_id: over[line.line_id]
        for line in lines
        if line.line_id in came and over[line.line_id] > tolerance(line.ordered)
    }


def in_base_currency(net: Sequence[Decimal], rate: Decimal, currency: str) -> list[Decimal]:
    """Each amount in base currency at one rate (base units of currency for one of the document's)."""
    return [round_amount(amount * rate, currency) for amount in net]


def good_value(value: Decimal, counted: int, damaged: int, currency: str) -> Decimal:
    """What the sound part of a count is worth; the damaged part is worth the rest."""
    return share(value, counted, 0, counted - damaged, currency)


@dataclass(frozen=True, slots=True)
class Sold:
    """What is known of an item when it is bought: the offer of this supplier and the unit that was typed.

    `offer_*` are empty when the supplier has no offer; `unit_*` when the item has no such unit. `weighed_in`: the unit
    of weight by which it is paid, `weigher_*` the base units in one of that; empty: by the piece.
    """

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    offer_sku: str | None
    offer_unit: str | None
    offer_pack: int | None
    offer_price: Decimal | None
    offer_lead_days: int | None
    unit_name: str | None
    unit_numerator: int | None
    unit_denominator: int | None
    weighed_in: str = ""
    weigher_numerator: int | None = None
    weigher_denominator: int | None = None

    @property
    def weigher(self) -> UnitFactor | None:
        """The base units in one of the unit of weight; None: it is paid by the piece."""
        if not self.weighed_in or not self.weigher_numerator or not self.weigher_denominator:
            return None
        return UnitFactor(self.weigher_numerator, self.weigher_denominator)

    @property
    def is_offered_by_weight(self) -> bool:
        return self.weigher is not None and (self.offer_unit or "").lower() == self.weighed_in.lower()

    def unit(self, typed: str) -> tuple[str, UnitFactor] | None:
        """The name of a typed unit and the base units it holds; the supplier's own unit wins."""
        if self.weigher is not None and typed.lower() == self.weighed_in.lower():
            return self.weighed_in, self.weigher
        if typed and typed.lower() == (self.offer_unit or "").lower() and self.offer_pack:
            return self.offer_unit or typed, UnitFactor(self.offer_pack)
        if not typed or typed.lower() == self.base_unit.lower():
            return self.base_unit, UnitFactor()
        if self.unit_name and self.unit_numerator and self.unit_denominator:
            return self.unit_name, UnitFactor(self.unit_numerator, self.unit_denominator)
        return None

    def price(self, factor: UnitFactor) -> Decimal | None:
        """The offer's price for one typed unit."""
        if self.offer_price is None or not self.offer_pack:
            return None
        if self.is_offered_by_weight and self.weigher is not None:
            return (
                self.offer_price
                * self.weigher.denominator
                * factor.numerator
                / (self.weigher.numerator * factor.denominator)
            ).quantize(PRICE_STEP)
        return unit_price(self.offer_price, self.offer_pack, factor)


@dataclass(frozen=True, slots=True)
class Bought:
    """A line that can be ordered: what was typed, and its base units."""

    item: Sold
    typed_quantity: Decimal
    unit: str
    factor: UnitFactor
    quantity: int
    unit_price: Decimal
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class NotBought:
    """Why a line cannot be ordered, and by which of its fields."""

    field: str
    says: str


def buy(item: Sold | None, typed: Decimal, unit: str, price: Decimal | None) -> Bought | NotBought:
    """A typed line as it is ordered; without a price the supplier's offer says it.

    What is paid by weight becomes whole pieces, and these what they should weigh: its price is of that.
    """
    if item is None:
        return NotBought("item_id", "There is no such item.")
    known = item.unit(unit)
    if known is None:
        return NotBought("unit", f"{item.sku} is not bought by the {unit}.")
    name, factor = known
    weigher = item.weigher
    exact = Fraction(typed) * factor.value
    if weigher is not None and factor == weigher and 0 < exact <= MOST:
        exact = Fraction(pieces_of(typed, weigher))
    if not 0 < exact <= MOST:
        return NotBought("quantity", "Must be more than 0." if exact <= 0 else "Too large.")
    if exact.denominator != 1:
        return NotBought("quantity", f"Does not make whole units of {item.base_unit}.")
    if weigher is not None:
        typed, name, factor = shown_weight(expected_milli(int(exact), weigher)), item.weighed_in, weigher
    asked = item.price(factor) if price is None else price
    if asked is None:
        return NotBought("unit_price", f"Say the price: the supplier has no offer for {item.sku}.")
    if asked < 0:
        return NotBought("unit_price", "Must not be negative.")
    return Bought(item, typed, name, factor, int(exact), asked, weigher is not None)


def pack_of(unit: str, pack: int | None, numerator: int | None, denominator: int | None) -> int | None:
    """Base units in one unit of an offer; None when nobody says, or it is not whole, or has no name."""
    if pack is not None:
        return pack if pack == 1 or (pack > 1 and unit) else None
    if not unit:
        return 1
    if not numerator or not denominator or numerator % denominator:
        return None
    return numerator // denominator


class NotMeasured(Refusal):
    """Nobody said what some of the items weigh, or how large they are; `facts["skus"]` names them."""


class NothingToSplitBy(Refusal):
    """Nothing was received, or all that was measures nothing: goods that cost nothing, split by their worth."""


@dataclass(frozen=True, slots=True)
class Landed:
    """What a receipt line brought, as landed costs are split over it; `measures` per basis, None where unknown."""

    receipt_line_id: UUID
    sku: str
    measures: Mapping[str, Decimal | None]


def landed_value(kind: str, basis: str, amount: Decimal, currency: str, rate: Decimal, base: str) -> Decimal:
    """What a landed cost is worth in base currency, rounded once. Raises Invalid naming what is wrong with it."""
    wrong = {}
    if kind not in LANDED_KINDS:
        wrong["kind"] = f"One of {', '.join(LANDED_KINDS)}."
    if basis not in BASES:
        wrong["basis"] = f"One of {', '.join(BASES)}."
    value = Decimal(0)
    if not amount.is_finite() or not 0 < amount < MOST:
        wrong["amount"] = "Must be more than 0."
    elif amount != round_amount(amount, currency):
        wrong["amount"] = f"{currency} has no such small coins."
    elif not (value := round_amount(amount * rate, base)):
        wrong["amount"] = f"Less than the smallest coin of {base}."
    if wrong:
        raise Invalid("This cost cannot be added. Correct the marked fields.", fields=wrong)
    return value


def measured(goods: Sequence[Landed], basis: str) -> list[Decimal]:
    """How much of the basis each of the goods has. Raises NotMeasured naming the items, NothingToSplitBy."""
    missing = list(dict.fromkeys(one.sku for one in goods if one.measures[basis] is None))
    named = ", ".join(missing[:NAMED]) + (", …" if len(missing) > NAMED else "")
    if missing and basis == "weight":
        raise NotMeasured(
            f"Nobody said what one of these weighs: {named}. Enter it with the item, or split by something else.",
            skus=missing,
        )
    if missing:
        raise NotMeasured(
            f"Nobody said how large one of these is: {named}. Enter it with the item, or split by something else.",
            skus=missing,
        )
    measures = [one.measures[basis] or Decimal(0) for one in goods]
    if not goods:
        raise NothingToSplitBy("Nothing was received there that a cost could be split over.")
    if not sum(measures, Decimal(0)):
        raise NothingToSplitBy("By this, all these goods measure 0. Split the cost by something else.")
    return measures
