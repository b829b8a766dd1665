"""What an order is charged beside its goods: freight and surcharges. Pure: no database, no clock.

The order of evaluation is told in docs/algorithms/pricing.md.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO, round_amount
from tradepost.domain.pricing.rules.discounts import USUAL_PRIORITY
from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED
from tradepost.domain.pricing.rules.goods import speaks_of
from tradepost.domain.pricing.rules.taxes import TaxPlace

CHARGE_KINDS = ("freight", "small_order", "fuel", "hazardous", "other")
"""In the order in which they are worked out: freight first, for others may be a percentage of it."""
CHARGE_BASES = ("amount", "unit", "kilogram", "percent_goods", "percent_freight")
PERCENTAGES = ("percent_goods", "percent_freight")
MOST_CHARGE_LOSERS = 6
_GRAMS = Decimal(1000)
# Why a rule was passed over, by what first puts the winner before it.
_BEHIND = ("later", "others_terms", "less_particular", "less_particular", "smaller_step", "same")


class Charging(NamedTuple):
    """A charge rule that might speak of an order of one customer on a day.

    `amount` is money, or per cent, of its `basis`. `whose`: 0 the customer's own, 1 the group's, 2 everybody's.
    `country` and `region` "" are any. `item` is the id it is for, `categories` those whose items it is for, `brand`
    the id of one; all None: all goods. It speaks where these goods are worth `from_value` or more, and less than
    `below_value`. `label` is what papers call it.
    """

    rule: str
    name: str
    kind: str
    basis: str
    amount: Decimal
    label: str = ""
    whose: int = 2
    priority: int = USUAL_PRIORITY
    country: str = ""
    region: str = ""
    item: str | None = None
    categories: frozenset[str] | None = None
    from_value: Decimal = ZERO
    below_value: Decimal | None = None
    brand: str | None = None

    @property
    def rank(self) -> tuple[int, int, int, int, Decimal, str]:
        """Which one is asked first: the smallest."""
        named = (self.item, self.categories, self.brand)
        goods = next((place for place, one in enumerate(named) if one is not None), len(named))
        place = 0 if self.region else 1 if self.country else 2
        return (self.priority, self.whose, goods, place, -self.from_value, self.name)


class Carried(NamedTuple):
    """A line that is charged for, free goods too: base units, its net, and grams of all of it (None: unknown)."""

    item: str
    category: str | None
    quantity: int
    net: Decimal
    grams: Decimal | None = None
    brand: str | None = None


class Charge(NamedTuple):
    """One charge of an order, rounded; `why` is its trace: numbers as texts."""

    kind: str
    name: str
    amount: Decimal
    rule: str = ""
    why: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """As a document keeps it."""
        told: dict[str, Any] = {"kind": self.kind, "name": self.name, "amount": f"{self.amount:f}"}
        return told | ({"rule": self.rule} if self.rule else {}) | ({"why": self.why} if self.why else {})


class _Speaking(NamedTuple):
    """A rule, the goods it speaks of and what they are worth, and what keeps it out ("": nothing)."""

    rule: Charging
    goods: Sequence[Carried]
    worth: Decimal
    why: str


def charges(
    rules: Iterable[Charging], lines: Sequence[Carried], place: TaxPlace, currency: str
) -> list[Charge]:
    """What the rules charge an order: of each kind the first that speaks, in the order of the kinds.

    One may be of 0: it is there to say that nothing is charged, and why.
    """
    by_kind: dict[str, list[Charging]] = {}
    for rule in sorted(rules, key=lambda one: one.rank):
        if _is_meant_for(rule, place):
            by_kind.setdefault(rule.kind, []).append(rule)
    found: list[Charge] = []
    freight = ZERO
    for kind in CHARGE_KINDS:
        charge = _first(by_kind.get(kind, ()), lines, freight, currency)
        if charge is not None:
            found.append(charge)
            freight = charge.amount if kind == "freight" else freight
    return found


def charged_total(found: Iterable[Charge]) -> Decimal:
    """What they come to together."""
    return sum((one.amount for one in found), ZERO)


def _is_meant_for(rule: Charging, place: TaxPlace) -> bool:
    region = place.region.strip().upper()
    return rule.country in ("", place.country) and rule.region in ("", region)


def _first(
    rules: Iterable[Charging], lines: Sequence[Carried], freight: Decimal, currency: str
) -> Charge | None:
    speaking = [one for rule in rules if (one := _speaks(rule, lines)) is not None]
    winner = next((one for one in speaking if not one.why), None)
    if winner is None:
        return None
    rule = winner.rule
    of, amount = _worked_out(winner, freight)
    losers = [_loser(one, rule) for one in speaking if one is not winner]
    why: dict[str, Any] = {
        "rule": rule.name,
        "basis": rule.basis,
        "rate": _plain(rule.amount),
        "of": _plain(of),
        "goods": _plain(winner.worth),
        "losers": losers[:MOST_CHARGE_LOSERS],
    }
    unknown = sum(1 for line in winner.goods if line.grams is None)
    if rule.basis == "kilogram" and unknown:
        why["without_weight"] = unknown
    return Charge(rule.kind, rule.label, round_amount(amount, currency), rule.rule, why)


def _speaks(rule: Charging, lines: Sequence[Carried]) -> _Speaking | None:
    goods = [line for line in lines if speaks_of(rule, line)]
    if not goods:
        return None
    worth = sum((line.net for line in goods), ZERO)
    why = ""
    if worth < rule.from_value:
        why = "value_not_reached"
    elif rule.below_value is not None and worth >= rule.below_value:
        why = "value_reached"
    elif rule.basis == "kilogram" and all(line.grams is None for line in goods):
        why = "no_weight"
    return _Speaking(rule, goods, worth, why)


def _worked_out(one: _Speaking, freight: Decimal) -> tuple[Decimal, Decimal]:
    """What is measured, and what that comes to, exact."""
    rule, goods = one.rule, one.goods
    if rule.basis == "amount":
        return Decimal(1), rule.amount
    if rule.basis == "unit":
        of = Decimal(sum(line.quantity for line in goods))
    elif rule.basis == "kilogram":
        of = EXACT.divide(sum((line.grams or ZERO for line in goods), ZERO), _GRAMS)
    else:
        of = freight if rule.basis == "percent_freight" else one.worth
    amount = EXACT.multiply(of, rule.amount)
    return of, EXACT.divide(amount, HUNDRED) if rule.basis in PERCENTAGES else amount


def _plain(number: Decimal) -> str:
    """As a trace has it: 12.0000 from the database and 12 as typed are one number."""
    return f"{number.normalize():f}"


def _loser(one: _Speaking, winner: Charging) -> dict[str, str]:
    rule = one.rule
    why = one.why or next(
        (why for why, mine, first in zip(_BEHIND, rule.rank, winner.rank, strict=True) if mine != first),
        "same",
    )
    return {"name": rule.name, "basis": rule.basis, "rate": _plain(rule.amount), "why": why}


def faults_of_charge(rule: Charging, *, currency: str) -> dict[str, str]:
    """What is wrong with a charge rule that somebody would keep, by field."""
    faults = {}
    if rule.kind not in CHARGE_KINDS:
        faults["kind"] = f"One of {', '.join(CHARGE_KINDS)}."
    if rule.basis not in CHARGE_BASES:
        faults["basis"] = f"One of {', '.join(CHARGE_BASES)}."
    elif rule.basis == "percent_freight" and rule.kind == "freight":
        faults["basis"] = "Freight is no percentage of itself."
    most = HUNDRED if rule.basis in PERCENTAGES else Decimal(10) ** 9
    if not (rule.amount.is_finite() and 0 <= rule.amount <= most) or rule.amount != round(rule.amount, 4):
        faults["amount"] = f"Between 0 and {most}, with at most four decimal places."
    elif rule.amount and rule.basis not in PERCENTAGES and not currency:
        faults["currency"] = "Say in which currency."
    faults |= _faults_of_values(rule)
    if rule.below_value is not None and not currency:
        faults.setdefault("currency", "Say in which currency.")
    if rule.region and not rule.country:
        faults["country"] = "Say in which country."
    if rule.country and not (len(rule.country) == 2 and rule.country.isascii() and rule.country.isupper()):
        faults["country"] = "Two capital letters, such as DE."
    if len(rule.label) > 80:
        faults["label"] = "At most 80 characters."
    elif rule.kind == "other" and not rule.label:
        faults["label"] = "Say what papers call it."
    return faults


def _faults_of_values(rule: Charging) -> dict[str, str]:
    faults, most = {}, Decimal(10) ** 12
    if not (rule.from_value.is_finite() and 0 <= rule.from_value < most):
        faults["minimum_value"] = "A value is 0 or more."
    below = rule.below_value
    if below is not None and not (below.is_finite() and rule.from_value < below < most):
        faults["below_value"] = "More than the value from which it is charged; leave it empty for any."
    return faults
