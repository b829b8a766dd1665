from collections.abc import Sequence
from dataclasses import asdict

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.pricing.commands._tax_rules import TaxRuleInput, checked_rules
from tradepost.domain.pricing.events import TaxRulesSet
from tradepost.domain.pricing.models import TaxRule


@command
def set_tax_rules(by: By, *, rules: Sequence[TaxRuleInput]) -> None:
    """Replace the tax table: what is not in `rules` is no longer taxed that way.

    Documents keep the code and rate they were made with. Raises Invalid with `rules.<n>.<field>`.
    """
    wanted = checked_rules(rules)
    TaxRule.objects.all().delete()
    TaxRule.objects.bulk_create(
        [
            TaxRule(id=rule_id, made_at=by.now, **asdict(rule))
            for rule_id, rule in zip(new_ids(by.now, len(wanted)), wanted, strict=True)
        ],
        batch_size=2000,
    )
    publish(by, TaxRulesSet(new_id(by.now), tuple(asdict(rule) for rule in wanted)))
