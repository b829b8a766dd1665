"""The tax table, for pages, exports and files."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, day_range
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import company
from tradepost.domain.pricing.models import TaxRule
from tradepost.domain.pricing.rules import Owed, TaxCandidate, TaxedBuyer, TaxPlace, within

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


def home_rates(item_classes: Iterable[str], on: date) -> dict[str, Decimal]:
    """What taxed customers owe in our own country on a day, percent, by class of items; parts of it left out."""
    home = str(company().country)
    held = TaxRule.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=on),
        Q(valid_until__isnull=True) | Q(valid_until__gt=on),
        country__in=["", home], region="", postal_prefix="",
    ).order_by("id")  # fmt: skip
    rules = [
        TaxCandidate(
            row.country, row.customer_class, row.item_class, row.code, row.rate, part=row.part,
            needs_tax_number=row.needs_tax_number,
        )
        for row in sorted(held, key=lambda row: row.valid_from or date.min, reverse=True)
    ]  # fmt: skip
    buyer = TaxedBuyer(TaxPlace(home), home=home)
    none = Owed("O", ZERO, {})
    return {one: within(rules, buyer, one, none).rate for one in item_classes}


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
