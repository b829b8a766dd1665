from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.commands._kept import faults_of_kept, kept_row, write_kept
from tradepost.domain.pricing.events import ChargeKept
from tradepost.domain.pricing.models import ChargeRule


@dataclass(frozen=True, slots=True)
class ChargeInput:
    """What an order is charged beside its goods: `amount`, in `currency` or per cent, of its `basis`.

    `kind` is one of rules.CHARGE_KINDS, `basis` one of rules.CHARGE_BASES: an amount an order; an amount a base unit
    or a kilogram of the goods; per cent of the goods, or of the freight. For a customer or a group, neither:
    everybody; where goods go to `country` and `region` ("" any); for an item, a category or a brand, neither: all
    goods, where these are worth `minimum_value` or more and less than `below_value`. `label` is what papers call it,
    "": its kind. The lowest `priority` is asked first. Valid from `valid_from` until before `valid_until`.
    """

    name: str
    amount: Decimal
    kind: str = "freight"
    basis: str = "amount"
    label: str = ""
    currency: str = ""
    customer_id: UUID | None = None
    group_id: UUID | None = None
    country: str = ""
    region: str = ""
    item_id: UUID | None = None
    category_id: UUID | None = None
    minimum_value: Decimal = ZERO
    below_value: Decimal | None = None
    priority: int = rules.USUAL_PRIORITY
    valid_from: date | None = None
    valid_until: date | None = None
    brand_id: UUID | None = None


@command
def keep_charge(by: By, *, charge_id: UUID, charge: ChargeInput, version: int | None = None) -> ChargeRule:
    """Make a rule of what orders are charged, or change the one of this id; the same again changes nothing.

    Documents keep what they were charged. Raises ChangedMeanwhile, and Invalid by field.
    """
    row: ChargeRule | None = kept_row(ChargeRule, charge_id, version)
    wanted = _checked(charge, charge_id)
    kept: ChargeRule | None = write_kept(by, ChargeRule, row, charge_id, wanted)
    if kept is None:
        assert row is not None
        return row
    publish(by, ChargeKept(kept.pk, kept.name, kept.kind, kept.amount))
    return kept


def _checked(charge: ChargeInput, charge_id: UUID) -> dict[str, Any]:
    wanted = {name: getattr(charge, name) for name in ChargeInput.__dataclass_fields__}
    wanted["name"] = " ".join(charge.name.split())
    wanted["label"] = " ".join(charge.label.split())
    wanted["region"] = charge.region.strip().upper()
    faults = rules.faults_of_charge(
        rules.Charging(
            "",
            wanted["name"],
            charge.kind,
            charge.basis,
            charge.amount,
            label=wanted["label"],
            country=charge.country,
            region=wanted["region"],
            from_value=charge.minimum_value,
            below_value=charge.below_value,
        ),
        currency=charge.currency,
    )
    faults |= rules.faults_of_days(charge.valid_from, charge.valid_until)
    faults |= faults_of_kept(ChargeRule, wanted, charge_id, "Another charge has this name.")
    if faults:
        raise Invalid("The charge cannot be kept. Correct the marked fields.", fields=faults)
    return wanted
