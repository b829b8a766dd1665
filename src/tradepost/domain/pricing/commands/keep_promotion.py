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
from tradepost.domain.pricing.events import PromotionKept
from tradepost.domain.pricing.models import Promotion


@dataclass(frozen=True, slots=True)
class PromotionInput:
    """`gift_quantity` base units of an item come free with an order.

    For a customer or a group, neither: everybody. Bought must be `buy_quantity` base units of an item, of a category,
    of a brand, or of all goods; or, with 0, such goods worth `minimum_value` in `currency`. `repeats`: for each such
    quantity again, up to `most` free units. The lowest `priority` is given first, an `is_exclusive` one alone. Valid
    from `valid_from` until before `valid_until`.
    """

    name: str
    gift_item_id: UUID
    gift_quantity: int = 1
    buy_quantity: int = 0
    minimum_value: Decimal = ZERO
    currency: str = ""
    customer_id: UUID | None = None
    group_id: UUID | None = None
    item_id: UUID | None = None
    category_id: UUID | None = None
    repeats: bool = False
    most: int | None = None
    is_exclusive: bool = False
    priority: int = rules.USUAL_PRIORITY
    valid_from: date | None = None
    valid_until: date | None = None
    brand_id: UUID | None = None


@command
def keep_promotion(
    by: By, *, promotion_id: UUID, promotion: PromotionInput, version: int | None = None
) -> Promotion:
    """Make a promotion, or change the one of this id; the same again changes nothing.

    Documents keep the free lines they were made with. Raises ChangedMeanwhile, and Invalid by field.
    """
    row: Promotion | None = kept_row(Promotion, promotion_id, version)
    wanted = _checked(promotion, promotion_id)
    kept: Promotion | None = write_kept(by, Promotion, row, promotion_id, wanted)
    if kept is None:
        assert row is not None
        return row
    publish(by, PromotionKept(kept.pk, kept.name, kept.gift_quantity))
    return kept


def _checked(promotion: PromotionInput, promotion_id: UUID) -> dict[str, Any]:
    wanted = {name: getattr(promotion, name) for name in PromotionInput.__dataclass_fields__}
    wanted["name"] = " ".join(promotion.name.split())
    faults = rules.faults_of_promotion(
        promotion.buy_quantity,
        promotion.minimum_value,
        promotion.gift_quantity,
        promotion.most,
        repeats=promotion.repeats,
        valid_from=promotion.valid_from,
        valid_until=promotion.valid_until,
    )
    faults |= faults_of_kept(Promotion, wanted, promotion_id, "Another promotion has this name.")
    if faults:
        raise Invalid("The promotion cannot be kept. Correct the marked fields.", fields=faults)
    return wanted
