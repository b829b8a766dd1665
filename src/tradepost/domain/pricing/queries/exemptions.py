"""Certificates by which customers owe no tax, for pages, lists and exports."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, day_range, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing.models import TaxExemption


def tax_exemption(by: By, exemption_id: UUID) -> TaxExemption:
    """One certificate within the actor's scope. Raises NotFound."""
    found = _exemptions(by).filter(pk=exemption_id).first()
    if found is None:
        raise NotFound("There is no such certificate.")
    return found


def exemptions_of(customer_id: UUID) -> Sequence[TaxExemption]:
    """All certificates of a customer, the newest first; those that have ended too."""
    return list(TaxExemption.objects.filter(customer_id=customer_id).order_by("-valid_from", "-id")[:50])


def certificates_of(customer_ids: Sequence[UUID]) -> Sequence[TaxExemption]:
    """All certificates of these customers."""
    return list(TaxExemption.objects.filter(customer_id__in=customer_ids).order_by("made_at", "id"))


def certificates(exemption_ids: Sequence[UUID]) -> Mapping[UUID, TaxExemption]:
    """Certificates by id; those that are gone are left out."""
    return TaxExemption.objects.in_bulk(exemption_ids)


def is_valid(exemption: TaxExemption, on: date) -> bool:
    """Whether it holds on this day."""
    return exemption.valid_from <= on and (exemption.valid_until is None or on < exemption.valid_until)


def _exemptions(by: By) -> QuerySet[TaxExemption]:
    """Those of the customers somebody sees; buyers see none."""
    rows = TaxExemption.objects.select_related("customer__party")
    if "customer" in by.scope:
        return rows.none()
    return access_queries.scoped(rows, by, rep="customer__rep_id", customer="customer_id")


TAX_EXEMPTIONS: Listing[TaxExemption] = Listing(
    name="tax_exemptions",
    rows=_exemptions,
    sorts={
        "certificate": ("certificate", "id"),
        "ends": ("valid_until", "id"),
        "made": ("made_at", "id"),
    },
    default_sort="-made",
    filters={
        "customer": reference("Customer", "customer_id"),
        "ends": day_range("Ends", "valid_until"),
    },
    search=lambda rows, text: rows.filter(loosely(text, "certificate", "customer__party__name")),
)
