from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.domain.catalog.models import Item
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.commands._kept import faults_of_kept, kept_row, write_kept
from tradepost.domain.pricing.events import PromotionKept
from tradepost.domain.pricing.models import Promotion, PromotionPart


@dataclass(frozen=True, slots=True)
class BundlePart:
    """So many base units of an item in one set."""

    item_id: UUID
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class PromotionInput:
    """`gift_quantity` base units of an item come free with an order; or a set of goods, its `parts`, costs less.

    A set costs `bundle_price` in `currency`, before tax, or `bundle_percent` less; at most `most` sets in an order.

    For a customer or a group, neither: everybody. Bought must be `buy_quantity` base units of an item, of a category,
    of a brand, or of all goods; or, with 0, such goods worth `minimum_value` in `currency`. `repeats`: for each such
    quantity again, up to `most` free units. The lowest `priority` is given first, an `is_exclusive` one alone. Valid
    from `valid_from` until before `valid_until`.
    """

    name: str
    gift_item_id: UUID | None = None
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
    bundle_price: Decimal | None = None
    bundle_percent: Decimal | None = None
    parts: Sequence[BundlePart] = ()

    @property
    def is_bundle(self) -> bool:
        """Whether it is a set of goods, not free ones."""
        return self.gift_item_id is None


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
    if not _keep_parts(promotion_id, promotion.parts, changed=kept is not None) and kept is None:
        assert row is not None
        return row
    kept = Promotion.objects.get(pk=promotion_id)
    publish(by, PromotionKept(kept.pk, kept.name, kept.gift_quantity))
    return kept


def _keep_parts(promotion_id: UUID, parts: Sequence[BundlePart], *, changed: bool) -> bool:
    """The parts of a set, as they shall be; gives whether they are others now. Its promotion counts that too."""
    wanted = {part.item_id: part.quantity for part in parts}
    if wanted == dict(
        PromotionPart.objects.filter(promotion=promotion_id).values_list("item_id", "quantity")
    ):
        return False
    PromotionPart.objects.filter(promotion=promotion_id).delete()
    PromotionPart.objects.bulk_create(
        [
            PromotionPart(promotion_id=promotion_id, item_id=pk, quantity=quantity)
            for pk, quantity in wanted.items()
        ]
    )
    if not changed:
        sql.run("update pricing_promotion set version = version + 1 where id = %s::uuid", [promotion_id])
    return True


def _checked(promotion: PromotionInput, promotion_id: UUID) -> dict[str, Any]:
    wanted = {
        name: getattr(promotion, name) for name in PromotionInput.__dataclass_fields__ if name != "parts"
    }
    wanted["name"] = " ".join(promotion.name.split())
    wanted["gift_quantity"] = 0 if promotion.is_bundle else promotion.gift_quantity
    faults = (
        _faults_of_bundle(promotion)
        if promotion.is_bundle
        else rules.faults_of_promotion(
            promotion.buy_quantity,
            promotion.minimum_value,
            promotion.gift_quantity,
            promotion.most,
            repeats=promotion.repeats,
            valid_from=promotion.valid_from,
            valid_until=promotion.valid_until,
        )
    )
    if promotion.gift_item_id and (promotion.parts or promotion.bundle_price or promotion.bundle_percent):
        faults["gift_item_id"] = "A set of goods brings no free item: make two promotions."
    faults |= faults_of_kept(Promotion, wanted, promotion_id, "Another promotion has this name.")
    if faults:
        raise Invalid("The promotion cannot be kept. Correct the marked fields.", fields=faults)
    return wanted


def _faults_of_bundle(promotion: PromotionInput) -> dict[str, str]:
    asked = [
        promotion.item_id,
        promotion.category_id,
        promotion.brand_id,
        promotion.buy_quantity,
        promotion.repeats,
    ]
    faults = rules.faults_of_bundle(
        [(str(part.item_id), part.quantity) for part in promotion.parts],
        promotion.bundle_price,
        promotion.bundle_percent,
        promotion.most,
        asks_more=any(asked) or bool(promotion.minimum_value),
        currency=promotion.currency,
        valid_from=promotion.valid_from,
        valid_until=promotion.valid_until,
    )
    ids = {part.item_id for part in promotion.parts}
    if not faults and Item.objects.filter(pk__in=ids).count() < len(ids):
        faults["parts"] = "One of these items does not exist any more."
    return faults
