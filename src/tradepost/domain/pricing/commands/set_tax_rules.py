from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.pricing.events import TaxRulesSet
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


_Key = tuple[str, str, str, str, str, str, date | None]


@command
def set_tax_rules(by: By, *, rules: Sequence[TaxRuleInput]) -> None:
    """Replace the tax table: what is not in `rules` is no longer taxed that way.

    Documents keep the code and rate they were made with. Raises Invalid with `rules.<n>.<field>`.
    """
    wanted = [_plain(rule) for rule in rules]
    faults: dict[str, str] = {}
    keys: set[_Key] = set()
    for position, rule in enumerate(wanted):
        key = (
            rule.country, rule.region, rule.postal_prefix, rule.customer_class, rule.item_class, rule.part,
            rule.valid_from,
        )  # fmt: skip
        faults |= {f"rules.{position}.{name}": told for name, told in _faults(rule).items()}
        if key in keys:
            faults[f"rules.{position}.country"] = "Another rule speaks of the same."
        keys.add(key)
    if faults:
        raise Invalid("Some tax rules cannot be taken. Correct the marked fields.", fields=faults)
    TaxRule.objects.all().delete()
    TaxRule.objects.bulk_create(
        [
            TaxRule(id=rule_id, made_at=by.now, **asdict(rule))
            for rule_id, rule in zip(new_ids(by.now, len(wanted)), wanted, strict=True)
        ],
        batch_size=2000,
    )
    publish(by, TaxRulesSet(new_id(by.now), tuple(asdict(rule) for rule in wanted)))


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
