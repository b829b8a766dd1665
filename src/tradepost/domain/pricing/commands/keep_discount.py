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
from tradepost.domain.pricing.events import DiscountKept
from tradepost.domain.pricing.models import DiscountRule


@dataclass(frozen=True, slots=True)
class DiscountInput:
    """A percentage off lines, or (`kind` order) off a whole order whose goods are worth `minimum_value`.

    For a customer or a group, neither: everybody; for an item, a category or a brand, neither: all goods. `currency`
    "": any; a value needs one. `on_agreed`: also where an agreed price stands. The lowest `priority` wins, then the
    largest percentage. Valid from `valid_from` until before `valid_until`.
    """

    name: str
    percent: Decimal
    kind: str = "line"
    customer_id: UUID | None = None
    group_id: UUID | None = None
    item_id: UUID | None = None
    category_id: UUID | None = None
    currency: str = ""
    minimum_value: Decimal = ZERO
    on_agreed: bool = False
    priority: int = rules.USUAL_PRIORITY
    valid_from: date | None = None
    valid_until: date | None = None
    brand_id: UUID | None = None


@command
def keep_discount(
    by: By, *, discount_id: UUID, discount: DiscountInput, version: int | None = None
) -> DiscountRule:
    """Make a discount rule, or change the one of this id; the same again changes nothing.

    Documents keep the discounts they were made with. Raises ChangedMeanwhile, and Invalid by field.
    """
    row: DiscountRule | None = kept_row(DiscountRule, discount_id, version)
    wanted = _checked(discount, discount_id)
    kept: DiscountRule | None = write_kept(by, DiscountRule, row, discount_id, wanted)
    if kept is None:
        assert row is not None
        return row
    publish(by, DiscountKept(kept.pk, kept.name, kept.percent))
    return kept


def _checked(discount: DiscountInput, discount_id: UUID) -> dict[str, Any]:
    wanted = {name: getattr(discount, name) for name in DiscountInput.__dataclass_fields__}
    wanted["name"] = " ".join(discount.name.split())
    faults = rules.faults_of_discount(
        discount.kind,
        discount.percent,
        discount.minimum_value,
        for_goods=bool(discount.item_id or discount.category_id or discount.brand_id),
        valid_from=discount.valid_from,
        valid_until=discount.valid_until,
    )
    faults |= faults_of_kept(DiscountRule, wanted, discount_id, "Another discount has this name.")
    if faults:
        raise Invalid("The discount cannot be kept. Correct the marked fields.", fields=faults)
    return wanted
