"""Discount rules: what comes off lines and whole orders."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import DiscountInput
from tradepost.domain.pricing.queries import DISCOUNTS
from tradepost.domain.pricing.rules import DISCOUNT_KINDS, USUAL_PRIORITY
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    Percent,
    Yes,
    about,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class DiscountIn(In):
    """A discount rule, whole: what is left out is as if it had never been said."""

    id: Id | None = about("Your id for it, when it is made.", AN_ID, None)
    name: text(80, 1) = about("As people say it; stands in every trace.", "Tea in autumn")  # type: ignore[valid-type]
    percent: Percent = about("What comes off.", "5")
    kind: one_of(*DISCOUNT_KINDS) = about("line: off lines; order: off the whole order.", "line", "line")  # type: ignore[valid-type]
    customer_id: Id | None = about("For one customer; or give `group_id`; neither: everybody.", None, None)
    group_id: Id | None = about("For a group of customers.", None, None)
    item_id: Id | None = about(
        "For one item; or give `category_id` or `brand_id`; none: all goods.", None, None
    )
    category_id: Id | None = about("For a category and those inside it.", None, None)
    brand_id: Id | None = about("For a brand.", None, None)
    currency: text(3) = about("Of these orders; empty: any. A value needs one.", "EUR", "")  # type: ignore[valid-type]
    minimum_value: Amount = about("Off the whole order, once its goods are worth so much.", "0", ZERO)
    on_agreed: Yes = about("Whether it also comes off agreed prices, not only list prices.", False, False)
    priority: whole(0, 9999) = about("The lowest is given; of equal ones the largest.", 100, USUAL_PRIORITY)  # type: ignore[valid-type]
    valid_from: Day | None = about("The first day; null: ever since.", "2031-09-01", None)
    valid_until: Day | None = about("The first day it is not given; null: for good.", None, None)


class DiscountOut(Shape):
    """A discount rule."""

    id: IdOut = about("The discount.")
    name: str = about("As people say it.", "Tea in autumn")
    percent: NumberOut = about("What comes off.")
    kind: str = about("line or order.", "line")
    customer_id: IdOut | None = about("For one customer; null: see the group.")
    group_id: IdOut | None = about("For a group; both null: everybody.")
    item_id: IdOut | None = about("For one item; null: see the category.")
    category_id: IdOut | None = about("For a category; null: see the brand.")
    brand_id: IdOut | None = about("For a brand; all three null: all goods.")
    currency: str = about("Of these orders; empty: any.", "EUR")
    minimum_value: AmountOut = about("Once the goods of an order are worth so much.")
    on_agreed: bool = about("Whether it also comes off agreed prices.")
    priority: int = about("The lowest is given; of equal ones the largest.", 100)
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it is not given; null: for good.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class DiscountsEndIn(In):
    """Discounts that shall be given no more."""

    discount_ids: list[Id] = about("Which ones.", min_length=1, max_length=5000)
    ends_on: Day | None = about("The first day they are not given; null: today.", "2031-12-01", None)


class DiscountsEnded(Shape):
    """What was ended."""

    changed: int = about("How many discounts got an end or were removed.", 2)


lists(router, "/discounts", DISCOUNTS, name="list_discounts", needs="pricing.read", gives=DiscountOut)


# Before the address of one of them: “end” is no id.
@changes(router, "POST", "/discounts/end", needs="pricing.end_discounts", gives=DiscountsEnded)
def end_discounts(by: By, body: DiscountsEndIn) -> dict[str, Any]:
    """End discounts, all or none; those that had not begun by then are removed."""
    refuse_unseen(by, DISCOUNTS, body.discount_ids)
    changed = pricing.end_discounts(by, discount_ids=body.discount_ids, ends_on=body.ends_on)
    return DiscountsEnded.plain(None, changed=changed)


@reads(router, "/discounts/{discount_id}", needs="pricing.read", gives=DiscountOut)
def get_discount(by: By, discount_id: Id) -> dict[str, Any]:
    """One discount rule."""
    return DiscountOut.plain(pricing_queries.discount(by, discount_id))


@changes(
    router,
    "POST",
    "/discounts",
    needs="pricing.keep_discount",
    gives=DiscountOut,
    status=201,
    at="/api/v1/discounts/{id}",
)
def create_discount(by: By, body: DiscountIn) -> dict[str, Any]:
    """Make a discount rule; it counts for whatever is priced from now on."""
    return _kept(by, body.id or new_id(by.now), body)


@changes(
    router,
    "PUT",
    "/discounts/{discount_id}",
    needs="pricing.keep_discount",
    gives=DiscountOut,
    within=DISCOUNTS,
)
def change_discount(by: By, discount_id: Id, body: DiscountIn) -> dict[str, Any]:
    """Change a discount rule as a whole; documents keep what they were made with."""
    return _kept(by, discount_id, body)


def _kept(by: By, discount_id: UUID, body: DiscountIn) -> dict[str, Any]:
    if body.customer_id is not None:
        refuse_unseen(by, CUSTOMERS, [body.customer_id])
    given = DiscountInput(**body.model_dump(exclude={"id"}))
    kept = pricing.keep_discount(by, discount_id=discount_id, discount=given)
    return DiscountOut.plain(pricing_queries.discount(by, kept.pk))
