"""Which tax is owed, and how much of it on a document. The order is told in docs/algorithms/tax.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

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
    """The tax of one code and rate on a document: `tax` = `net` x `rate` percent, rounded once; or what was agreed."""

    code: str
    rate: Decimal
    net: Decimal
    tax: Decimal


class Taxed(NamedTuple):
    """A net amount with its tax code and rate in percent.

    `line` says what it is a part of: parts of one line are taxed together. None: it is a line by itself. `gross` is
    what was agreed with tax: then its tax is what is between the two.
    """

    net: Decimal
    code: str
    rate: Decimal
    line: UUID | None = None
    gross: Decimal | None = None


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


def tax_lines(amounts: Iterable[Taxed], currency: str, rounding: str = "total") -> list[TaxLine]:
    """The tax of a document from its lines, freight included; `rounding` is one of TAX_ROUNDINGS.

    By total, nets are added per code and rate, and the tax of each sum is rounded once: EN 16931, BR-CO-17. By line,
    the tax of each line is rounded, and then added per code and rate; freight is a line. Of what was agreed with tax
    the tax is gross less net, either way.
    """
    whole = _by_line(amounts) if rounding == "line" else amounts
    nets: dict[tuple[str, Decimal], Decimal] = {}
    taxes: dict[tuple[str, Decimal], Decimal] = {}
    untaxed: dict[tuple[str, Decimal], Decimal] = {}  # nets whose tax is rounded once, of their sum
    for net, code, rate, _, gross in whole:
        key = (code, rate)
        nets[key] = nets.get(key, ZERO) + net
        if gross is None and rounding != "line":
            untaxed[key] = untaxed.get(key, ZERO) + net
            continue
        tax = _tax(net, rate, currency) if gross is None else gross - net
        taxes[key] = taxes.get(key, ZERO) + tax
    for (code, rate), net in untaxed.items():
        taxes[code, rate] = taxes.get((code, rate), ZERO) + _tax(net, rate, currency)
    return [TaxLine(*key, nets[key], taxes[key]) for key in sorted(nets)]


def _by_line(amounts: Iterable[Taxed]) -> list[Taxed]:
    """The amounts, those that are parts of one line and taxed alike put together."""
    found: dict[object, Taxed] = {}
    for place, one in enumerate(amounts):
        key = place if one.line is None or one.gross is not None else (one.line, one.code, one.rate)
        had = found.get(key)
        found[key] = one._replace(net=one.net + had.net) if had else one
    return list(found.values())


def _tax(net: Decimal, rate: Decimal, currency: str) -> Decimal:
    return round_amount(EXACT.divide(EXACT.multiply(net, rate), HUNDRED), currency)
