"""Which tax is owed, and how much of it on a document. The order is told in docs/algorithms/tax.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from tradepost.base.money import ZERO, round_amount
from tradepost.domain.pricing.rules.exact import EXACT, HUNDRED

TAX_CODES = ("S", "AA", "Z", "E", "AE", "G", "K", "O")
"""EN 16931 and UNTDID 5305: standard, lower rate, zero, exempt, reverse charge, export, within the EU, not subject."""


class TaxPlace(NamedTuple):
    """Where goods go: ISO 3166 country, region and postal code as they stand in the address."""

    country: str = ""
    region: str = ""
    postal_code: str = ""


class TaxCandidate(NamedTuple):
    """A tax rule that might apply; "" stands for any country, customer class or item class, region, postal code.

    `postal_prefix` is how the postal code begins, in capitals without blanks. Rules of different `part` add up (state,
    county, city). `needs_tax_number`: only for who has a valid tax number of another country than ours. `legal_text` is
    what a paper says of it.
    """

    country: str
    customer_class: str
    item_class: str
    code: str
    rate: Decimal
    region: str = ""
    postal_prefix: str = ""
    part: str = ""
    needs_tax_number: bool = False
    legal_text: str = ""

    @property
    def exactness(self) -> tuple[bool, bool, int, bool, bool]:
        """How much it says: the country counts most, then region, postal code, the customer's class, the item's."""
        return (
            self.country != "",
            self.region != "",
            len(self.postal_prefix),
            self.customer_class != "",
            self.item_class != "",
        )


@dataclass(frozen=True, slots=True)
class TaxLine:
    """The tax of one code and rate on a document: `tax` = `net` x `rate` percent, rounded once."""

    code: str
    rate: Decimal
    net: Decimal
    tax: Decimal


def plain_postal_code(text: str) -> str:
    """A postal code as rules compare it: capitals, without blanks and hyphens."""
    return "".join(text.split()).replace("-", "").upper()


def fitting_rules(
    rules: Iterable[TaxCandidate], place: TaxPlace, customer_class: str, item_class: str
) -> list[TaxCandidate]:
    """The rules that speak of this place, customer and item, the most exact first."""
    region, code = place.region.strip().upper(), plain_postal_code(place.postal_code)
    fitting = [
        rule
        for rule in rules
        if rule.country in ("", place.country)
        and rule.region.upper() in ("", region)
        and code.startswith(rule.postal_prefix)
        and rule.customer_class in ("", customer_class)
        and rule.item_class in ("", item_class)
        # "Any customer" speaks of those who are taxed at all.
        and (rule.customer_class or customer_class not in UNTAXED)
    ]
    return sorted(fitting, key=lambda rule: rule.exactness, reverse=True)


UNTAXED = {"exempt": "E", "reverse": "AE"}
"""Classes of customers who owe no tax while no rule speaks of them, and the code that says why."""


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
