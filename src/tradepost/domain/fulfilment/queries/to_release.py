"""Orders the warehouse can work on now."""

from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Filter, Listing, day_range, reference
from tradepost.domain.inventory.models import Demand
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order


def to_release(by: By, limit: int = 50) -> list[Order]:
    """Confirmed orders without a hold that have stock promised and not reserved; oldest first.

    Each has `ready` (base units that can be released now: of a line enough for its customer, or none of it) and
    `open` (not yet shipped or cancelled). An order that leaves only when whole is in it only when it is whole.
    """
    return TO_RELEASE.page(by, limit=limit).rows


_THERE = F("promised_stock") - F("reserved")
# What lies there for a line is as much of it as its customer takes at once.
_ENOUGH = Q(GreaterThanOrEqual(_THERE * 100, (F("quantity") - F("reserved")) * F("minimum_fill_percent")))


def _rows(by: By) -> "QuerySet[Order]":
    ready = _sum(Case(When(_ENOUGH, then=_THERE), default=Value(0)))
    rows = sales_queries.visible_orders(by).filter(Exists(_lying(**_own(by))), state="confirmed", held=False)
    rows = rows.annotate(ready=ready, open=_sum(F("quantity")))
    whole = Case(
        When(ship_complete=False, then=Value(1)), When(ready=F("open"), then=Value(1)), default=Value(0)
    )
    return rows.annotate(may_leave=whole).filter(may_leave=1)


def _own(by: By) -> dict[str, UUID]:
    """Whoever works in one warehouse releases what lies there."""
    return {"warehouse_id": by.scope["warehouse"]} if "warehouse" in by.scope else {}


def _lying(**where: object) -> "QuerySet[Demand]":
    return Demand.objects.filter(
        _ENOUGH, document_id=OuterRef("pk"), promised_stock__gt=F("reserved"), **where
    )


def _from_warehouse(rows: "QuerySet[Order]", values: list[str]) -> "QuerySet[Order]":
    return rows.filter(Exists(_lying(warehouse_id__in=values)))


def _sum(of: object) -> Coalesce:
    demands = Demand.objects.filter(document_id=OuterRef("pk")).order_by().values("document_id")
    return Coalesce(Subquery(demands.annotate(n=Sum(of)).values("n"), output_field=IntegerField()), 0)


TO_RELEASE: Listing[Order] = Listing(
    name="orders to release",
    rows=_rows,
    sorts={"placed": ("placed_at",), "number": ("number",), "customer": ("customer_name",)},
    default_sort="placed",
    filters={
        "customer": reference("Customer", "customer_id"),
        "warehouse": Filter("Warehouse", _from_warehouse, "reference"),
        "placed": day_range("Placed", "placed_at"),
    },
    search=lambda rows, text: rows.filter(having(text)),
)
