from collections.abc import Sequence
from dataclasses import asdict

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.pricing import queries
from tradepost.domain.pricing.commands._tax_rules import KEY, TaxRuleInput, checked_rules, key_of
from tradepost.domain.pricing.events import TaxRulesKept
from tradepost.domain.pricing.models import TaxRule

SAID = ("code", "rate", "needs_tax_number", "legal_text", "valid_until")
"""What a rule says of what it speaks of."""


@command
def keep_tax_rules(by: By, *, rules: Sequence[TaxRuleInput]) -> list[TaxRule]:
    """Add rules, or change those that speak of the same from the same day; all others of the table stay.

    Gives the rows in the order of `rules`; the same again changes nothing. As many statements for many as for one.
    Documents keep the code and rate they were made with. Raises Invalid with `rules.<n>.<field>`.
    """
    wanted = checked_rules(rules)
    places = {(rule.country, rule.region, rule.postal_prefix) for rule in wanted}
    standing = {key_of(row): row for row in queries.tax_rules_at(places, for_update=True)}
    ids = iter(new_ids(by.now, len(wanted)))
    rows: list[TaxRule] = []
    made, changed = [], []
    for rule in wanted:
        row = standing.get(key_of(rule))
        if row is None:
            row = TaxRule(id=next(ids), made_at=by.now, **asdict(rule))
            made.append(row)
        elif any(getattr(row, name) != getattr(rule, name) for name in SAID):
            for name in SAID:
                setattr(row, name, getattr(rule, name))
            changed.append(row)
        rows.append(row)
    if made or changed:
        # Somebody else may have entered one of them this moment: theirs is changed then.
        TaxRule.objects.bulk_create(made, update_conflicts=True, update_fields=SAID, unique_fields=KEY)
        TaxRule.objects.bulk_update(changed, SAID)
        names = TaxRuleInput.__dataclass_fields__
        told = tuple({name: getattr(row, name) for name in names} for row in (*made, *changed))
        publish(by, TaxRulesKept(new_id(by.now), told))
    return rows
