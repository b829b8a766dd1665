"""Promotions: which goods come free with an order, and which sets cost less."""

from typing import Any, ClassVar
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import BundlePart, PromotionInput
from tradepost.domain.pricing.queries import PROMOTIONS
from tradepost.domain.pricing.rules import MOST_PARTS, USUAL_PRIORITY
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Count,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    Percent,
    Yes,
    about,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class BundlePartIn(In):
    """An item of a set."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("So many base units of it in one set.", 2, 1)


class BundlePartOut(Shape):
    """An item of a set."""

    item_id: IdOut = about("The item.")
    quantity: int = about("So many base units of it in one set.", 2)


class PromotionIn(In):
    """A promotion, whole: what is left out is as if it had never been said."""

    id: Id | None = about("Your id for it, when it is made.", AN_ID, None)
    name: text(80, 1) = about("As people say it; stands in every trace.", "12 + 1")  # type: ignore[valid-type]
    gift_item_id: Id | None = about("What comes free; or give `parts`.", AN_ID, None)
    gift_quantity: Count = about("So many base units of it.", 1, 1)
    buy_quantity: whole(0) = about("So many base units must be bought; 0: see `minimum_value`.", 12, 0)  # type: ignore[valid-type]
    minimum_value: Amount = about("Or goods worth so much, after discounts.", "0", ZERO)
    currency: text(3) = about("Of these orders; empty: any. A value needs one.", "EUR", "")  # type: ignore[valid-type]
    item_id: Id | None = about(
        "Of one item; or give `category_id` or `brand_id`; none: all goods.", None, None
    )
    category_id: Id | None = about("Of a category and those inside it.", None, None)
    brand_id: Id | None = about("Of a brand.", None, None)
    customer_id: Id | None = about("For one customer; or give `group_id`; neither: everybody.", None, None)
    group_id: Id | None = about("For a group of customers.", None, None)
    repeats: Yes = about("Whether it is given for each such quantity again.", False, False)
    most: Count | None = about(
        "At most so many free base units, or sets, in one order; null: any number.", 5, None
    )
    is_exclusive: Yes = about("Whether no other promotion is given beside it.", False, False)
    priority: whole(0, 9999) = about("The lowest is given first.", 100, USUAL_PRIORITY)  # type: ignore[valid-type]
    valid_from: Day | None = about("The first day; null: ever since.", "2031-09-01", None)
    valid_until: Day | None = about("The first day it gives nothing; null: for good.", None, None)
    parts: list[BundlePartIn] = about(
        "A set of 2 to 20 items, which costs less.", None, [], max_length=MOST_PARTS
    )
    bundle_price: Amount | None = about("What a set costs, before tax; or give `bundle_percent`.", None, None)
    bundle_percent: Percent | None = about("So many per cent less.", None, None)


class PromotionOut(Shape):
    """A promotion."""

    FROM: ClassVar = {"parts": lambda row: row.parts.all()}

    id: IdOut = about("The promotion.")
    name: str = about("As people say it.", "12 + 1")
    gift_item_id: IdOut | None = about("What comes free; null: a set that costs less.")
    gift_quantity: int = about("So many base units of it.", 1)
    buy_quantity: int = about("So many base units must be bought; 0: see `minimum_value`.", 12)
    minimum_value: AmountOut = about("Or goods worth so much, after discounts.")
    currency: str = about("Of these orders; empty: any.", "EUR")
    item_id: IdOut | None = about("Of one item; null: see the category.")
    category_id: IdOut | None = about("Of a category; null: see the brand.")
    brand_id: IdOut | None = about("Of a brand; all three null: all goods.")
    customer_id: IdOut | None = about("For one customer; null: see the group.")
    group_id: IdOut | None = about("For a group; both null: everybody.")
    repeats: bool = about("Whether it is given for each such quantity again.")
    most: int | None = about("At most so many free base units in one order.", 5)
    is_exclusive: bool = about("Whether no other promotion is given beside it.")
    priority: int = about("The lowest is given first.", 100)
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it gives nothing; null: for good.")
    parts: list[BundlePartOut] = about("The items of a set.")
    bundle_price: AmountOut | None = about("What a set costs, before tax.")
    bundle_percent: NumberOut | None = about("Or so many per cent less.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class PromotionsEndIn(In):
    """Promotions that shall give nothing more."""

    promotion_ids: list[Id] = about("Which ones.", min_length=1, max_length=5000)
    ends_on: Day | None = about("The first day they give nothing; null: today.", "2031-12-01", None)


class PromotionsEnded(Shape):
    """What was ended."""

    changed: int = about("How many promotions got an end or were removed.", 2)


lists(router, "/promotions", PROMOTIONS, name="list_promotions", needs="pricing.read", gives=PromotionOut)


# Before the address of one of them: “end” is no id.
@changes(router, "POST", "/promotions/end", needs="pricing.end_promotions", gives=PromotionsEnded)
def end_promotions(by: By, body: PromotionsEndIn) -> dict[str, Any]:
    """End promotions, all or none; those that had not begun by then are removed."""
    refuse_unseen(by, PROMOTIONS, body.promotion_ids)
    changed = pricing.end_promotions(by, promotion_ids=body.promotion_ids, ends_on=body.ends_on)
    return PromotionsEnded.plain(None, changed=changed)


@reads(router, "/promotions/{promotion_id}", needs="pricing.read", gives=PromotionOut)
def get_promotion(by: By, promotion_id: Id) -> dict[str, Any]:
    """One promotion."""
    return PromotionOut.plain(pricing_queries.promotion(by, promotion_id))


@changes(
    router,
    "POST",
    "/promotions",
    needs="pricing.keep_promotion",
    gives=PromotionOut,
    status=201,
    at="/api/v1/promotions/{id}",
)
def create_promotion(by: By, body: PromotionIn) -> dict[str, Any]:
    """Make a promotion; it counts for whatever is priced from now on."""
    return _kept(by, body.id or new_id(by.now), body)


@changes(
    router,
    "PUT",
    "/promotions/{promotion_id}",
    needs="pricing.keep_promotion",
    gives=PromotionOut,
    within=PROMOTIONS,
)
def change_promotion(by: By, promotion_id: Id, body: PromotionIn) -> dict[str, Any]:
    """Change a promotion as a whole; documents keep what they were made with."""
    return _kept(by, promotion_id, body)


def _kept(by: By, promotion_id: UUID, body: PromotionIn) -> dict[str, Any]:
    if body.customer_id is not None:
        refuse_unseen(by, CUSTOMERS, [body.customer_id])
    parts = [BundlePart(part.item_id, part.quantity) for part in body.parts]
    given = PromotionInput(**body.model_dump(exclude={"id", "parts"}), parts=parts)
    kept = pricing.keep_promotion(by, promotion_id=promotion_id, promotion=given)
    return PromotionOut.plain(pricing_queries.promotion(by, kept.pk))
