"""Which tax a line owes and why: rules by place, tax numbers, exemptions, parts that add up. Pure: no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.domain.parties.rules import is_number_of_another_country
from tradepost.domain.pricing.rules.inclusive import Within
from tradepost.domain.pricing.rules.taxes import UNTAXED, TaxCandidate, TaxPlace, fitting_rules

_SHOWN_LOSERS = 3


class Exemption(NamedTuple):
    """A customer's certificate; "" is any country, region or item class. Half-open; None: no end."""

    certificate: str
    country: str
    region: str
    item_class: str
    valid_from: date
    valid_until: date | None

    def covers(self, place: TaxPlace, item_class: str) -> bool:
        """Whether it speaks of such goods that go there, on whatever day."""
        return (
            self.country in ("", place.country)
            and self.region.upper() in ("", place.region.strip().upper())
            and self.item_class in ("", item_class)
        )

    def holds(self, on: date) -> bool:
        """Whether it is valid on this day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True)
class TaxedBuyer:
    """Whose goods are taxed, and where they go; `home` is our own country, "" while nobody has said it."""

    place: TaxPlace
    customer_class: str = "standard"
    tax_number: str = ""
    home: str = ""

    @cached_property
    def has_number(self) -> bool:
        """Whether their tax number is valid and of another country than ours."""
        return is_number_of_another_country(self.tax_number, self.place.country, self.home)


@dataclass(frozen=True, slots=True)
class Owed:
    """The code and rate (percent) of a line, and how they came about as plain JSON."""

    code: str
    rate: Decimal
    trace: dict[str, Any]


def owed(
    rules: Sequence[TaxCandidate] | None,
    exemptions: Iterable[Exemption],
    buyer: TaxedBuyer,
    item_class: str,
    on: date,
) -> Owed | None:
    """What a line owes; None: rules are set, and none of them speaks of it.

    `rules` is None as long as nobody has set any: then nothing is taxed (O, outside the scope of tax). Without a
    fitting rule, exempt customers (E) and reverse charge (AE) owe 0 by definition. The most exact rule of each part
    counts, and the parts add up. One that needs a tax number is passed over for who has none; then the tax of our own
    country is owed. Last, an exemption takes off what would be owed.
    """
    if rules is None and buyer.customer_class not in UNTAXED:
        return Owed("O", ZERO, {})
    fitting = fitting_rules(rules or (), buyer.place, buyer.customer_class, item_class)
    losers: list[dict[str, Any]] = []
    chosen = _of_each_part(fitting)
    place = buyer.place
    if any(rule.needs_tax_number for rule in chosen) and not buyer.has_number:
        losers += [{**_told(rule), "why": "no_tax_number"} for rule in chosen if rule.needs_tax_number]
        place, fitting = _at_home(rules or (), buyer, item_class)
        chosen = _of_each_part(fitting)
        if not chosen:
            return None
    if not chosen and buyer.customer_class in UNTAXED:
        return Owed(UNTAXED[buyer.customer_class], ZERO, {"from": "class", "class": buyer.customer_class})
    if not chosen:
        return None
    losers += [{**_told(rule), "why": "less_exact"} for rule in fitting if rule not in chosen]
    found = _charged(chosen, place, losers)
    return _exempted(found, list(exemptions), buyer.place, item_class, on)


def within(rules: Sequence[TaxCandidate] | None, buyer: TaxedBuyer, item_class: str, found: Owed) -> Within:
    """The tax in a price that includes it, of a line that owes `found`.

    Whoever owes tax pays the listed price, and it includes what they owe. Whoever owes none pays it without the tax
    that such goods bear at home: for customers who are taxed, in our own country, at their place in it.
    """
    if found.rate:
        return Within(found.code, found.rate, is_owed=True)
    known = [rule for rule in rules or () if not rule.needs_tax_number]
    place = buyer.place if buyer.home in ("", buyer.place.country) else TaxPlace(buyer.home)
    usual = _of_each_part(fitting_rules(known, place, "standard", item_class))
    return Within(found.code, sum((rule.rate for rule in usual), ZERO))


def _of_each_part(fitting: Sequence[TaxCandidate]) -> list[TaxCandidate]:
    """The most exact rule of each part, in the order of the parts."""
    best: dict[str, TaxCandidate] = {}
    for rule in fitting:
        best.setdefault(rule.part, rule)
    return [best[part] for part in sorted(best)]


def _at_home(
    rules: Iterable[TaxCandidate], buyer: TaxedBuyer, item_class: str
) -> tuple[TaxPlace, list[TaxCandidate]]:
    """The rules as if the goods stayed in our own country; where that is not known, those of their place."""
    known = [rule for rule in rules if not rule.needs_tax_number]
    place = TaxPlace(buyer.home) if buyer.home else buyer.place
    return place, fitting_rules(known, place, "standard", item_class)


def _charged(chosen: Sequence[TaxCandidate], place: TaxPlace, losers: Sequence[dict[str, Any]]) -> Owed:
    rate = sum((rule.rate for rule in chosen), ZERO)
    # Where nothing of one part and something of another is owed, something is owed.
    leading = max(chosen, key=lambda rule: rule.rate)
    told: dict[str, Any] = {"from": "rule", "rule": _told(leading)}
    if where := _place(place):
        told["place"] = where
    if len(chosen) > 1:
        told["parts"] = [{"part": rule.part, "rate": str(rule.rate)} for rule in chosen]
    if texts := list(dict.fromkeys(rule.legal_text for rule in chosen if rule.legal_text)):
        told["text"] = "\n".join(texts)
    if losers:
        told["losers"] = list(losers[:_SHOWN_LOSERS])
    return Owed(leading.code, rate, told)


def _exempted(
    found: Owed, exemptions: Sequence[Exemption], place: TaxPlace, item_class: str, on: date
) -> Owed:
    """Nothing is owed where a certificate says so; where nothing was owed anyway, none is needed."""
    if not found.rate:
        return found
    covering = [one for one in exemptions if one.covers(place, item_class)]
    valid = [one for one in covering if one.holds(on)]
    if valid:
        best = max(
            valid, key=lambda one: (bool(one.country), bool(one.region), bool(one.item_class), one.valid_from)
        )
        told = {
            **found.trace,
            "from": "exemption",
            "certificate": best.certificate,
            "instead_of": str(found.rate),
        }
        told.pop("text", None)
        return Owed("E", ZERO, told)
    ended = [one for one in covering if one.valid_until is not None and one.valid_until <= on]
    if not ended:
        return found
    last = max(ended, key=lambda one: one.valid_until or on)
    assert last.valid_until is not None
    told = {"certificate": last.certificate, "valid_until": last.valid_until.isoformat()}
    return Owed(found.code, found.rate, {**found.trace, "expired": told})


def _told(rule: TaxCandidate) -> dict[str, Any]:
    """A rule with what it names; what it leaves open is left out."""
    told: dict[str, Any] = {"code": rule.code, "rate": str(rule.rate)}
    for name in ("country", "region", "postal_prefix", "customer_class", "item_class", "part"):
        if value := getattr(rule, name):
            told[name] = value
    return told


def _place(place: TaxPlace) -> dict[str, str]:
    return {name: value for name, value in place._asdict().items() if value}
