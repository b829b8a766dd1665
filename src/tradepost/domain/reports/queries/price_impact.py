"""What a version of prices would do, as it was worked out last."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from tradepost.base.by import By
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, choice, flag, reference
from tradepost.domain.reports.models import ImpactCustomer, ImpactDocument, ImpactRow, PriceImpact

M = TypeVar("M", bound=Model)
_DEARER = flag("Dearer", Q(more__gt=0))
_CHEAPER = flag("Cheaper", Q(more__lt=0))


def price_impact(by: By, version_id: UUID) -> PriceImpact | None:
    """What was worked out of a version last; None: nothing was, or not for who sees a part of the customers alone."""
    if by.scope:
        return None
    return PriceImpact.objects.filter(version_id=version_id).first()


def _within(by: By, rows: "QuerySet[M]") -> "QuerySet[M]":
    """A rep sees their own customers; other parts of the company see none."""
    if "rep" in by.scope:
        return rows.filter(customer__rep_id=by.scope["rep"])
    return rows.none() if by.scope else rows


def _customers(by: By) -> QuerySet[ImpactCustomer]:
    return _within(by, ImpactCustomer.objects.select_related("customer__party", "impact"))


def _rows(by: By) -> QuerySet[ImpactRow]:
    return _within(by, ImpactRow.objects.select_related("customer__party", "item", "impact"))


def _documents(by: By) -> QuerySet[ImpactDocument]:
    return _within(by, ImpactDocument.objects.select_related("customer__party", "impact"))


IMPACT_CUSTOMERS: Listing[Any] = Listing(
    name="impact_customers",
    rows=_customers,
    sorts={"more": ("more",), "before": ("before",)},
    default_sort="-more",
    filters={
        "version": reference("Version", "impact__version_id"),
        "customer": reference("Customer", "customer_id"),
        "dearer": _DEARER,
        "cheaper": _CHEAPER,
    },
    search=lambda rows, text: rows.filter(loosely(text, "customer__party__name", "customer__number")),
)
IMPACT_ROWS: Listing[Any] = Listing(
    name="impact_rows",
    rows=_rows,
    sorts={"more": ("more",), "before": ("before",)},
    default_sort="-more",
    filters={
        "version": reference("Version", "impact__version_id"),
        "customer": reference("Customer", "customer_id"),
        "item": reference("Item", "item_id"),
        "dearer": _DEARER,
        "cheaper": _CHEAPER,
        "without": flag("Without a price", Q(new_price__isnull=True)),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
)
IMPACT_DOCUMENTS: Listing[Any] = Listing(
    name="impact_documents",
    rows=_documents,
    sorts={"more": ("more",), "number": ("number",)},
    default_sort="-more",
    filters={
        "version": reference("Version", "impact__version_id"),
        "customer": reference("Customer", "customer_id"),
        "kind": choice("Kind", "kind", ("quote", "order")),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "customer__party__name")),
)
