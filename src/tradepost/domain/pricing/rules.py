"""How a price is chosen, what a line is worth, and what tax is owed. Pure: no database, no clock.

The order in which prices win is told in docs/algorithms/pricing.md, the rounding in
docs/algorithms/rounding.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO, round_amount
from tradepost.base.units import UnitFactor

# Wide enough that no product of a quantity, a price and two percentages is ever rounded on the way.
_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
_PRICE_STEP = Decimal("0.000001")
_HUNDRED = Decimal(100)
_SHOWN_LOSERS = 6
_TOO_DEAR = Decimal(10) ** 12


class Candidate(NamedTuple):
    """A price row that might decide the price of one item for one customer.

    `place` orders the lists (0 wins over 1); `depth` is 0 for a row of the item itself, 1 for its
    category, 2 for the category above. `unit` is "" for the base unit. `minimum_quantity` counts base
    units. `amount` is a price per `unit` (fixed) or percent off the list price. Validity is half-open.
    """

    price_list: str
    place: int
    is_base: bool
    depth: int
    unit: str
    minimum_quantity: int
    kind: str
    amount: Decimal
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What `choose` found, both prices per asked unit, with everything needed to say why.

    `unit_price` is None when nothing applies; `list_price` is None when the base list is silent.
    """

    unit_price: Decimal | None
    list_price: Decimal | None
    winner: Candidate | None
    losers: tuple[tuple[Candidate, str], ...] = ()


class TaxCandidate(NamedTuple):
    """A tax rule that might apply; "" stands for any country, customer class or item class."""

    country: str
    customer_class: str
    item_class: str
    code: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class TaxLine:
    """The tax of one code and rate on a document: `tax` = `net` x `rate` percent, rounded once."""

    code: str
    rate: Decimal
    net: Decimal
    tax: Decimal


def choose(
    candidates: Sequence[Candidate], *, quantity: int, unit: str, factor: UnitFactor, on: date
) -> Choice:
    """The price of `quantity` base units asked in `unit` ("" is the base unit) on a day.

    First the list that stands first, in it the most particular row: the item before its category, the
    asked unit before a conversion, the largest quantity break reached, the newest.
    """
    fitting: list[Candidate] = []
    losers: list[tuple[Candidate, str]] = []
    for candidate in candidates:
        why = _unfit(candidate, quantity, unit, on)
        if why:
            losers.append((candidate, why))
        else:
            fitting.append(candidate)
    fitting.sort(key=_order)
    listed = next((c for c in fitting if c.is_base and c.kind == "fixed"), None)
    list_price = None if listed is None else in_unit(listed.amount, factor if listed.unit == "" else None)
    winner = next((c for c in fitting if c.kind == "fixed" or list_price is not None), None)
    if winner is None:
        return Choice(None, None, None, (*((c, "no_list_price") for c in fitting), *losers))
    beaten = ((c, _beaten_by(winner, c, list_price)) for c in fitting if c is not winner)
    return Choice(_price(winner, factor, list_price or ZERO), list_price, winner, (*beaten, *losers))


def _unfit(candidate: Candidate, quantity: int, unit: str, on: date) -> str:
    if candidate.unit and candidate.unit != unit:
        return "other_unit"
    if candidate.valid_until is not None and candidate.valid_until <= on:
        return "ended"
    if candidate.valid_from is not None and candidate.valid_from > on:
        return "not_yet"
    if candidate.minimum_quantity > quantity:
        return "not_reached"
    return ""


def _order(candidate: Candidate) -> tuple[int, int, bool, int, int, bool, Decimal]:
    return (
        candidate.place,
        candidate.depth,
        candidate.unit == "",
        -candidate.minimum_quantity,
        -(candidate.valid_from.toordinal() if candidate.valid_from else 0),
        candidate.kind != "fixed",
        candidate.amount,
    )


def _beaten_by(winner: Candidate, loser: Candidate, list_price: Decimal | None) -> str:
    if loser.kind == "percent" and list_price is None:
        return "no_list_price"
    if loser.place != winner.place:
        return "later_list"
    if loser.depth != winner.depth:
        return "less_particular"
    if loser.unit != winner.unit:
        return "converted"
    if loser.minimum_quantity != winner.minimum_quantity:
        return "smaller_break"
    return "older" if loser.valid_from != winner.valid_from else "same"


def _price(winner: Candidate, factor: UnitFactor, list_price: Decimal) -> Decimal:
    if winner.kind == "fixed":
        return in_unit(winner.amount, factor if winner.unit == "" else None)
    return (list_price * (_HUNDRED - winner.amount) / _HUNDRED).quantize(_PRICE_STEP, ROUND_HALF_UP)


def in_unit(amount: Decimal, factor: UnitFactor | None) -> Decimal:
    """A price per base unit as a price per unit of `factor`, to six places (None: it is one already)."""
    if factor is None or (factor.numerator == 1 and factor.denominator == 1):
        return amount
    exact = _EXACT.divide(_EXACT.multiply(amount, Decimal(factor.numerator)), Decimal(factor.denominator))
    return exact.quantize(_PRICE_STEP, ROUND_HALF_UP)


def trace(choice: Choice, *, unit_price: Decimal, typed: bool, discount: str) -> dict[str, Any]:
    """Why this price, as plain JSON: the winner, the next losers with a reason each, what was typed.

    `discount` says where the line discount came from: typed, customer or none.
    """
    told: dict[str, Any] = {
        "source": "typed" if typed else "list" if choice.winner and choice.winner.is_base else "agreed",
        "typed": typed,
        "unit_price": str(unit_price),
        "discount": discount,
        "losers": [{**_told(c), "why": why} for c, why in choice.losers[:_SHOWN_LOSERS]],
    }
    if choice.winner is not None:
        if typed:
            told["losers"].insert(0, {**_told(choice.winner), "why": "typed_over"})
        else:
            told["winner"] = _told(choice.winner)
    return told


def _told(candidate: Candidate) -> dict[str, Any]:
    told: dict[str, Any] = {
        "list": candidate.price_list,
        "kind": candidate.kind,
        "amount": str(candidate.amount),
        "minimum_quantity": candidate.minimum_quantity,
    }
    if candidate.unit:
        told["unit"] = candidate.unit
    if candidate.depth:
        told["category"] = True
    if candidate.valid_from:
        told["valid_from"] = candidate.valid_from.isoformat()
    if candidate.valid_until:
        told["valid_until"] = candidate.valid_until.isoformat()
    return told


def discount_of(
    typed_discount: Decimal | None, customer_discount: Decimal, choice: Choice, *, typed: bool
) -> tuple[Decimal, str]:
    """The line discount in percent, and where it came from: typed, customer or none.

    What is typed counts. The customer's general discount is for list prices: an agreed or a typed
    price is net already.
    """
    if typed_discount is not None:
        return typed_discount, "typed"
    if customer_discount and not typed and choice.winner is not None and choice.winner.is_base:
        return customer_discount, "customer"
    return ZERO, "none"


def fault_of_quantity(quantity: int, minimum: int, increment: int, base_unit: str) -> str:
    """What is wrong with a quantity of base units under the item's minimum and increment; "" if nothing."""
    if quantity < minimum:
        return f"The least is {minimum} ({base_unit})."
    if increment > 1 and quantity % increment:
        below = quantity - quantity % increment
        nearest = f"{below} or {below + increment}" if below >= minimum else str(below + increment)
        return f"Sold in multiples of {increment} ({base_unit}): {nearest}."
    return ""


def faults_of_typed(unit_price: Decimal | None, discount: Decimal | None) -> dict[str, str]:
    """What is wrong with a typed price and a typed discount, by field."""
    faults = {}
    if unit_price is not None and not (unit_price.is_finite() and 0 <= unit_price < _TOO_DEAR):
        faults["unit_price"] = "A price is 0 or more."
    elif unit_price is not None and unit_price != round(unit_price, 6):
        faults["unit_price"] = "A price has at most six decimal places."
    if discount is not None and not (discount.is_finite() and 0 <= discount <= _HUNDRED):
        faults["discount_percent"] = "A discount is between 0 and 100 percent."
    elif discount is not None and discount != round(discount, 4):
        faults["discount_percent"] = "A discount has at most four decimal places."
    return faults


def faults_of_price(
    amount: Decimal, kind: str, minimum_quantity: int, valid_from: date | None, valid_until: date | None
) -> dict[str, str]:
    """What is wrong with a price row, by field."""
    faults = {}
    if kind not in ("fixed", "percent"):
        faults["kind"] = "A price is fixed, or percent off the list price."
    if wrong := faults_of_typed(amount, amount if kind == "percent" else None):
        faults["amount"] = next(iter(wrong.values()))
    if minimum_quantity < 1:
        faults["minimum_quantity"] = "The least quantity is 1."
    if valid_from and valid_until and valid_from >= valid_until:
        faults["valid_until"] = "It ends before it begins."
    return faults


def ending(valid_from: date | None, valid_until: date | None, day: date) -> str:
    """What becomes of a price that shall hold no more from `day`: "end", "remove", or "" (it ended by then)."""
    if valid_until is not None and valid_until <= day:
        return ""
    return "remove" if valid_from is not None and valid_from >= day else "end"


def tax_of(
    rules: Iterable[TaxCandidate] | None, *, country: str, customer_class: str, item_class: str
) -> TaxCandidate | None:
    """The most particular rule: the country counts most, then the customer's class, then the item's.

    `rules` is None as long as nobody has set any: then nothing is taxed (O, outside the scope of tax).
    Without a fitting rule, exempt customers (E) and reverse charge (AE) owe 0 by definition; for the others
    None says that a rule is missing. Codes: EN 16931, UNTDID 5305.
    """
    fitting = [
        rule
        for rule in rules or ()
        if rule.country in ("", country)
        and rule.customer_class in ("", customer_class)
        and rule.item_class in ("", item_class)
    ]
    # "Any customer" speaks of those who are taxed at all.
    if customer_class in _UNTAXED:
        fitting = [rule for rule in fitting if rule.customer_class]
    if fitting:
        return max(fitting, key=lambda r: (r.country != "", r.customer_class != "", r.item_class != ""))
    if customer_class in _UNTAXED:
        return TaxCandidate("", customer_class, "", _UNTAXED[customer_class], ZERO)
    return TaxCandidate("", "", "", "O", ZERO) if rules is None else None


_UNTAXED = {"exempt": "E", "reverse": "AE"}


def line_net(
    typed_quantity: Decimal,
    unit_price: Decimal,
    line_discount: Decimal,
    order_discount: Decimal,
    currency: str,
) -> Decimal:
    """What a line is worth before tax: quantity x price less both discounts (percent), rounded once.

    The order discount is taken from what the line discount left. Half away from zero.
    """
    net = _EXACT.multiply(typed_quantity, unit_price)
    if line_discount:
        net = _EXACT.divide(_EXACT.multiply(net, _HUNDRED - line_discount), _HUNDRED)
    if order_discount:
        net = _EXACT.divide(_EXACT.multiply(net, _HUNDRED - order_discount), _HUNDRED)
    return round_amount(net, currency)


def tax_lines(amounts: Iterable[tuple[Decimal, str, Decimal]], currency: str) -> list[TaxLine]:
    """The tax of a document from (net, code, rate percent) of its lines, freight included.

    Nets are added per code and rate, the tax of each sum is rounded once: EN 16931, BR-CO-17.
    """
    nets: dict[tuple[str, Decimal], Decimal] = {}
    for net, code, rate in amounts:
        nets[code, rate] = nets.get((code, rate), ZERO) + net
    return [
        TaxLine(code, rate, net, round_amount(_EXACT.divide(_EXACT.multiply(net, rate), _HUNDRED), currency))
        for (code, rate), net in sorted(nets.items())
    ]
