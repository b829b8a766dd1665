"""Rules of what orders are charged, for pages, lists and exports."""

from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, reference
from tradepost.domain.pricing.models import ChargeRule
from tradepost.domain.pricing.queries._scope import within_scope
from tradepost.domain.pricing.rules import CHARGE_KINDS


def charge(by: By, charge_id: UUID) -> ChargeRule:
    """One rule within the actor's scope. Raises NotFound."""
    found = _charges(by).filter(pk=charge_id).first()
    if found is None:
        raise NotFound("There is no such charge.")
    return found


def _charges(by: By) -> QuerySet[ChargeRule]:
    return within_scope(
        by, ChargeRule.objects.select_related("customer__party", "group", "item", "category", "brand")
    )


CHARGES: Listing[ChargeRule] = Listing(
    name="charges",
    rows=_charges,
    sorts={
        "name": ("name",),
        "kind": ("kind", "priority", "name"),
        "priority": ("priority", "name"),
        "made": ("made_at", "id"),
    },
    default_sort="name",
    filters={
        "kind": choice("Kind", "kind", CHARGE_KINDS),
        "customer": reference("Customer", "customer_id"),
        "group": reference("Group", "group_id"),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "name")),
)
