"""The tax table, for pages, exports and files."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, day_range
from tradepost.domain.pricing.models import TaxRule

Place = tuple[str, str, str]
"""Country, region and how postal codes begin, as a rule keeps them."""


def tax_rules() -> QuerySet[TaxRule]:
    """The whole tax table, the most general rule first."""
    return TaxRule.objects.order_by(
        "country", "region", "postal_prefix", "customer_class", "item_class", "part", "valid_from"
    )


def tax_rules_at(places: Collection[Place], *, for_update: bool = False) -> QuerySet[TaxRule]:
    """The rules of these places, and perhaps of others whose words are the same; one statement."""
    words = [sorted({place[part] for place in places}) for part in range(3)]
    found = TaxRule.objects.filter(
        country__in=words[0], region__in=words[1], postal_prefix__in=words[2]
    ).order_by("id")
    return found.select_for_update() if for_update else found


def tax_rules_by_id(rule_ids: Sequence[UUID]) -> Mapping[UUID, TaxRule]:
    """Rules by id; those that are gone are left out."""
    return TaxRule.objects.in_bulk(rule_ids)


def _seen(by: By) -> QuerySet[TaxRule]:
    """Buyers see none."""
    return TaxRule.objects.none() if "customer" in by.scope else TaxRule.objects.all()


TAX_RULES: Listing[TaxRule] = Listing(
    name="tax_rules",
    rows=_seen,
    sorts={
        "place": ("country", "region", "postal_prefix", "id"),
        "begins": ("valid_from", "id"),
        "ends": ("valid_until", "id"),
        "made": ("made_at", "id"),
    },
    default_sort="place",
    filters={"begins": day_range("Begins", "valid_from"), "ends": day_range("Ends", "valid_until")},
    search=lambda rows, text: rows.filter(loosely(text, "country", "region", "postal_prefix", "part")),
)
