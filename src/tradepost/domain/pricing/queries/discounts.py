"""Discount rules, for pages, lists and exports."""

from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, reference
from tradepost.domain.pricing.models import DiscountRule
from tradepost.domain.pricing.queries._scope import within_scope
from tradepost.domain.pricing.rules import DISCOUNT_KINDS


def discount(by: By, discount_id: UUID) -> DiscountRule:
    """One discount rule within the actor's scope. Raises NotFound."""
    found = _discounts(by).filter(pk=discount_id).first()
    if found is None:
        raise NotFound("There is no such discount.")
    return found


def _discounts(by: By) -> QuerySet[DiscountRule]:
    return within_scope(
        by, DiscountRule.objects.select_related("customer__party", "group", "item", "category", "brand")
    )


DISCOUNTS: Listing[DiscountRule] = Listing(
    name="discounts",
    rows=_discounts,
    sorts={
        "name": ("name",),
        "percent": ("percent", "name"),
        "priority": ("priority", "name"),
        "made": ("made_at", "id"),
    },
    default_sort="name",
    filters={
        "kind": choice("Kind", "kind", DISCOUNT_KINDS),
        "customer": reference("Customer", "customer_id"),
        "group": reference("Group", "group_id"),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "name")),
)
