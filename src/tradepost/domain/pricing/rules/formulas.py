"""Prices changed by a formula: so much more or less, or cost and a markup; then rounded. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED

FORMULAS = ("percent", "amount", "cost")
ROUNDINGS = ("places", "step_05", "end_95", "end_99")
MOST_PLACES = 6
_STEP = Decimal("0.05")
_ENDINGS = {"end_95": Decimal("0.95"), "end_99": Decimal("0.99")}
_WIDEST = Decimal(10) ** 9
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a price is changed, and rounded then.

    `kind`: percent, `value` per cent more (below 0: less); amount, `value` more; cost, `value` per cent on the cost.
    `rounding`: to `places` decimal places; to a multiple of 0.05; to the nearest price that ends in .95 or .99.
    """

    kind: str
    value: Decimal
    rounding: str = "places"
    places: int = 2


def faults_of_formula(formula: Formula, *, with_tax: bool = False) -> dict[str, str]:
    """What is wrong with it, by field; `with_tax`: for prices that include tax."""
    faults = {}
    if with_tax and formula.kind == "cost":
        faults["kind"] = "These prices include tax, and the cost does not. Take a percentage or an amount."
    elif formula.kind not in FORMULAS:
        faults["kind"] = "A formula is a percentage, an amount, or a markup on the cost."
    if not formula.value.is_finite() or abs(formula.value) >= _WIDEST:
        faults["value"] = "Give a number."
    elif formula.kind != "amount" and formula.value < -HUNDRED:
        faults["value"] = "No price falls by more than 100 percent."
    elif formula.kind != "cost" and not formula.value:
        faults["value"] = "By 0 nothing changes."
    if formula.rounding not in ROUNDINGS:
        faults["rounding"] = "Choose how it is rounded."
    elif not 0 <= formula.places <= MOST_PLACES:
        faults["places"] = "Between 0 and 6 decimal places."
    return faults


def priced_by(formula: Formula, amount: Decimal, cost: Decimal | None = None) -> Decimal | None:
    """The new price; None where there is none: no cost is known, or it would be below 0."""
    if formula.kind == "percent":
        exact = _more(amount, formula.value)
    elif formula.kind == "amount":
        exact = EXACT.add(amount, formula.value)
    elif cost is None:
        return None
    else:
        exact = _more(cost, formula.value)
    if exact < 0:
        return None
    return rounded(exact, formula.rounding, formula.places)


def rounded(exact: Decimal, rounding: str, places: int) -> Decimal:
    """Half away from zero. What ends in .95 is never below 0.95: no price becomes nothing by being rounded so."""
    if rounding == "step_05":
        steps = EXACT.divide(exact, _STEP).quantize(_ONE, ROUND_HALF_UP)
        return EXACT.multiply(steps, _STEP)
    if rounding in _ENDINGS:
        ending = _ENDINGS[rounding]
        whole = EXACT.subtract(exact, ending).quantize(_ONE, ROUND_HALF_UP)
        return max(whole, Decimal(0)) + ending
    return exact.quantize(_ONE.scaleb(-places), ROUND_HALF_UP)


def _more(amount: Decimal, percent: Decimal) -> Decimal:
    return EXACT.divide(EXACT.multiply(amount, HUNDRED + percent), HUNDRED)
