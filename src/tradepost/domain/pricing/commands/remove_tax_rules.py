from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.pricing.commands._tax_rules import TaxRuleInput
from tradepost.domain.pricing.events import TaxRulesRemoved
from tradepost.domain.pricing.models import TaxRule


@command
def remove_tax_rules(by: By, *, rule_ids: Sequence[UUID]) -> int:
    """Take rules away that were entered by mistake; those that are gone already are passed over. Gives how many.

    Documents keep the code and rate they were made with; the history keeps the rules.
    """
    rows = list(TaxRule.objects.select_for_update().filter(pk__in=rule_ids).order_by("pk"))
    if rows:
        names = TaxRuleInput.__dataclass_fields__
        told = tuple({name: getattr(row, name) for name in names} for row in rows)
        TaxRule.objects.filter(pk__in=[row.pk for row in rows]).delete()
        publish(by, TaxRulesRemoved(new_id(by.now), told))
    return len(rows)
