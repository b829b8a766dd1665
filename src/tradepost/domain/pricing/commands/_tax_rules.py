"""A tax rule as it is given: made plain, what is wrong with it, and what it is known by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tradepost.base.errors import Invalid
from tradepost.domain.pricing.models import TaxRule
from tradepost.domain.pricing.rules import plain_postal_code


@dataclass(frozen=True, slots=True)
class TaxRuleInput:
    """Code (EN 16931: S, AA, Z, E, AE, G, K, O) and rate in percent; "" stands for any country, place or class.

    `postal_prefix` is how postal codes begin. The most exact rule of each `part` counts, and parts add up.
    `needs_tax_number`: only for customers who have a valid one of another country than ours. `legal_text` stands on
    papers.
    """

    code: str
    rate: Decimal
    country: str = ""
    customer_class: str = ""
    item_class: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    region: str = ""
    postal_prefix: str = ""
    part: str = ""
    needs_tax_number: bool = False
    legal_text: str = ""


KEY = ("country", "region", "postal_prefix", "customer_class", "item_class", "part", "valid_from")
"""What a rule speaks of, and from when: of two rules for the same only one begins on a day."""
RuleKey = tuple[str | date | None, ...]


def key_of(rule: TaxRuleInput | TaxRule) -> RuleKey:
    """The values of KEY."""
    return tuple(getattr(rule, name) for name in KEY)


def checked_rules(rules: Sequence[TaxRuleInput]) -> list[TaxRuleInput]:
    """The rules as they are kept. Raises Invalid with `rules.<n>.<field>`."""
    wanted = [_plain(rule) for rule in rules]
    faults: dict[str, str] = {}
    keys: set[RuleKey] = set()
    for position, rule in enumerate(wanted):
        faults |= {f"rules.{position}.{name}": told for name, told in _faults(rule).items()}
        if key_of(rule) in keys:
            faults[f"rules.{position}.country"] = "Another rule speaks of the same."
        keys.add(key_of(rule))
    if faults:
        raise Invalid("Some tax rules cannot be taken. Correct the marked fields.", fields=faults)
    return wanted


def _plain(rule: TaxRuleInput) -> TaxRuleInput:
    """As rules are compared: capitals in places, one blank between words."""
    return replace(
        rule,
        region=" ".join(rule.region.split()).upper(),
        postal_prefix=plain_postal_code(rule.postal_prefix),
        part=" ".join(rule.part.split()),
        legal_text=" ".join(rule.legal_text.split()),
    )


def _faults(rule: TaxRuleInput) -> dict[str, str]:
    faults = {}
    if not 0 <= rule.rate <= 100:
        faults["rate"] = "A rate is between 0 and 100 percent."
    if not rule.code.strip():
        faults["code"] = "Give the tax code."
    if rule.valid_from and rule.valid_until and rule.valid_from >= rule.valid_until:
        faults["valid_until"] = "It ends before it begins."
    if not rule.country and (rule.region or rule.postal_prefix):
        faults["country"] = "Say in which country this place is."
    if rule.needs_tax_number and rule.rate:
        faults["needs_tax_number"] = (
            "Only a rate of 0 can ask for a tax number: with one, the buyer owes the tax."
        )
    for name, most in (("region", 80), ("postal_prefix", 20), ("part", 40), ("legal_text", 200)):
        if len(getattr(rule, name)) > most:
            faults[name] = f"Up to {most} characters."
    return faults
