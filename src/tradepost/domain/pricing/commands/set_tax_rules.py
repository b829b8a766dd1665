from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.pricing.events import TaxRulesSet
from tradepost.domain.pricing.models import TaxRule


@dataclass(frozen=True, slots=True)
class TaxRuleInput:
    """Code (EN 16931: S, Z, E, AE, G, K, O) and rate in percent; "" stands for any country or class."""

    code: str
    rate: Decimal
    country: str = ""
    customer_class: str = ""
    item_class: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@command
def set_tax_rules(by: By, *, rules: Sequence[TaxRuleInput]) -> None:
    """Replace the tax table: what is not in `rules` is no longer taxed that way.

    Documents keep the code and rate they were made with. Raises Invalid with `rules.<n>.<field>`.
    """
    faults: dict[str, str] = {}
    keys: set[tuple[object, ...]] = set()
    for position, rule in enumerate(rules):
        key = (rule.country, rule.customer_class, rule.item_class, rule.valid_from)
        if not 0 <= rule.rate <= 100:
            faults[f"rules.{position}.rate"] = "A rate is between 0 and 100 percent."
        if not rule.code.strip():
            faults[f"rules.{position}.code"] = "Give the tax code."
        if rule.valid_from and rule.valid_until and rule.valid_from >= rule.valid_until:
            faults[f"rules.{position}.valid_until"] = "It ends before it begins."
        if key in keys:
            faults[f"rules.{position}.country"] = "Another rule speaks of the same."
        keys.add(key)
    if faults:
        raise Invalid("Some tax rules cannot be taken. Correct the marked fields.", fields=faults)
    TaxRule.objects.all().delete()
    TaxRule.objects.bulk_create(
        TaxRule(id=rule_id, made_at=by.now, **asdict(rule))
        for rule_id, rule in zip(new_ids(by.now, len(rules)), rules, strict=True)
    )
    publish(by, TaxRulesSet(new_id(by.now), tuple(asdict(rule) for rule in rules)))
