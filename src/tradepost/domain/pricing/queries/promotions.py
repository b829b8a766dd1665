"""Promotions, for pages, lists and exports."""

from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, reference
from tradepost.domain.pricing.models import Promotion
from tradepost.domain.pricing.queries._scope import within_scope


def promotion(by: By, promotion_id: UUID) -> Promotion:
    """One promotion within the actor's scope. Raises NotFound."""
    found = _promotions(by).filter(pk=promotion_id).first()
    if found is None:
        raise NotFound("There is no such promotion.")
    return found


def _promotions(by: By) -> QuerySet[Promotion]:
    return within_scope(
        by,
        Promotion.objects.select_related(
            "customer__party", "group", "item", "category", "brand", "gift_item"
        ).prefetch_related("parts__item"),
    )


PROMOTIONS: Listing[Promotion] = Listing(
    name="promotions",
    rows=_promotions,
    sorts={
        "name": ("name",),
        "priority": ("priority", "name"),
        "made": ("made_at", "id"),
    },
    default_sort="name",
    filters={
        "customer": reference("Customer", "customer_id"),
        "group": reference("Group", "group_id"),
        "item": reference("Item", "item_id"),
        "gift": reference("Free item", "gift_item_id"),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "name")),
)
