"""Which tax is owed, and how much of it on a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO, round_amount
from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED


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


def tax_lines(amounts: Iterable[tuple[Decimal, str, Decimal]], currency: str) -> list[TaxLine]:
    """The tax of a document from (net, code, rate percent) of its lines, freight included.

    Nets are added per code and rate, the tax of each sum is rounded once: EN 16931, BR-CO-17.
    """
    nets: dict[tuple[str, Decimal], Decimal] = {}
    for net, code, rate in amounts:
        nets[code, rate] = nets.get((code, rate), ZERO) + net
    return [
        TaxLine(code, rate, net, round_amount(EXACT.divide(EXACT.multiply(net, rate), HUNDRED), currency))
        for (code, rate), net in sorted(nets.items())
    ]
