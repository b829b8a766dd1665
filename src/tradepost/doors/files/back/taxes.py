"""Rates of places, and certificates of customers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tradepost.base.by import By
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import TaxExemptionInput, TaxRuleInput
from tradepost.doors.files.back.done import Back, Done, Reasons, compared
from tradepost.doors.files.kinds.taxes import of_exemption, of_rule

_DAYS = ("valid_from", "valid_until")


def _look_at_rules(by: By, done: Sequence[Done]) -> Reasons:
    standing = pricing_queries.tax_rules_by_id([one.id for one in done])
    return compared(done, {pk: of_rule(row) for pk, row in standing.items()})


def _undo_rules(by: By, done: Sequence[Done]) -> None:
    pricing.remove_tax_rules(by, rule_ids=[one.id for one in done if one.made])
    changed = [one for one in done if one.old is not None]
    standing = pricing_queries.tax_rules_by_id([one.id for one in changed])
    names = TaxRuleInput.__dataclass_fields__
    old = [
        TaxRuleInput(**{name: getattr(standing[one.id], name) for name in names} | _read(one.old or {}))
        for one in changed
    ]
    pricing.keep_tax_rules(by, rules=old)


def _look_at_exemptions(by: By, done: Sequence[Done]) -> Reasons:
    standing = pricing_queries.certificates([one.id for one in done])
    return compared(done, {pk: of_exemption(row) for pk, row in standing.items()})


def _undo_exemptions(by: By, done: Sequence[Done]) -> None:
    pricing.remove_tax_exemptions(by, exemption_ids=[one.id for one in done if one.made])
    changed = [one for one in done if one.old is not None]
    standing = pricing_queries.certificates([one.id for one in changed])
    names = TaxExemptionInput.__dataclass_fields__
    old = [
        (
            one.id,
            TaxExemptionInput(
                **{name: getattr(standing[one.id], name) for name in names} | _read(one.old or {})
            ),
        )
        for one in changed
    ]
    pricing.keep_tax_exemptions(by, exemptions=old)


def _read(old: Any) -> dict[str, Any]:
    found = dict(old)
    for name in _DAYS:
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    if "rate" in found:
        found["rate"] = Decimal(found["rate"])
    return found


TAX_RULE = Back("tax_rule", _look_at_rules, _undo_rules)
TAX_EXEMPTION = Back("tax_exemption", _look_at_exemptions, _undo_exemptions)
