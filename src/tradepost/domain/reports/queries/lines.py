"""The lines that sales are summed from, one by one: what stands behind every figure of those reports.

They count what `_rows` counts, with its days and in base currency; a test holds the sums against each other.
"""

from datetime import UTC

from django.db.models import (
    BigIntegerField,
    Case,
    DecimalField,
    Expression,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, NullIf

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Rows, Sum, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts.models import Entry
from tradepost.domain.billing.models import InvoiceLine
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Demand
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderLine

_IS_INVOICE = {"invoice__kind": "invoice"}


def _amount(amount: Combinable) -> ExpressionWrapper:
    return ExpressionWrapper(amount, output_field=DecimalField())


def _signed(taken: Combinable, given_back: Combinable) -> Expression:
    """What an invoice takes; what a credit note gives back, below 0."""
    back = ExpressionWrapper(Value(0) - given_back, output_field=BigIntegerField())
    return Case(When(**_IS_INVOICE, then=taken), default=back, output_field=BigIntegerField())


def _sold(by: By) -> QuerySet[InvoiceLine]:
    rate = Entry.objects.filter(subject_id=OuterRef("invoice_id"), kind=OuterRef("invoice__kind"))
    sign = Case(When(**_IS_INVOICE, then=Value(1)), default=Value(-1))
    # Goods that were credited but not returned stay sold.
    gone = _signed(F("quantity"), Least(F("quantity"), F("shipment_line__returned")))
    rows = InvoiceLine.objects.filter(invoice__state="posted").select_related("invoice")
    rows = access_queries.scoped(
        rows, by, rep="invoice__customer__rep_id", customer="invoice__customer_id"
    ).annotate(
        sold=_signed(F("quantity"), F("quantity")),
        base_net=_amount(F("net") * sign * Coalesce(Subquery(rate.values("rate")[:1]), _amount(Value(1)))),
        cost=_amount(gone * F("shipment_line__value") / NullIf(F("shipment_line__shipped"), Value(0))),
    )
    return rows.annotate(margin=_amount(F("base_net") - Coalesce(F("cost"), _amount(Value(0)))))


def _ordered(by: By) -> QuerySet[OrderLine]:
    demand = Demand.objects.filter(pk=OuterRef("pk"))
    rows = OrderLine.objects.filter(order__state__in=("confirmed", "closed"), cancelled__lt=F("quantity"))
    rows = sales_queries.visible_lines(by, rows.select_related("order")).annotate(
        wanted=F("quantity") - F("cancelled"),
        left_over=F("quantity") - F("shipped") - F("cancelled"),
        promised=Subquery(demand.values("promised_stock")[:1]),
        backordered=Subquery(demand.values("backordered")[:1]),
    )
    return rows.annotate(
        base_net=_amount(F("net") * F("wanted") / F("quantity") * F("order__rate")),
        open_net=_amount(F("net") * F("left_over") / F("quantity")),
    )


def _of_category(rows: Rows, values: list[str]) -> Rows:
    found = reference("Category", "category_id").apply(Item.objects.all(), values)
    return rows.filter(item_id__in=found.values("id"))


_CATEGORY = Filter("Category", _of_category, "reference")

SOLD_LINES: Listing[InvoiceLine] = Listing(
    name="sold_lines",
    rows=_sold,
    sorts={"day": ("invoice__invoiced_on", "id"), "net": ("base_net", "id"), "quantity": ("sold", "id")},
    default_sort="-day",
    filters={
        "day": day_range("Invoiced", "invoice__invoiced_on"),
        "customer": reference("Customer", "invoice__customer_id"),
        "item": reference("Item", "item_id"),
        "category": _CATEGORY,
        "rep": reference("Sales rep", "invoice__rep_id"),
    },
    sums={
        "documents": Sum("Documents", "invoice_id", distinct=True),
        "quantity": Sum("Quantity", "sold"),
        "net": Sum("Net", "base_net"),
        "cost": Sum("Cost", "cost"),
        "margin": Sum("Margin", "margin"),
    },
)
"""Invoiced lines, credited ones below 0. Amounts in base currency; `cost` and `margin` not for everybody."""

ORDERED_LINES: Listing[OrderLine] = Listing(
    name="ordered_lines",
    rows=_ordered,
    sorts={"day": ("order__placed_at", "id"), "net": ("base_net", "id"), "quantity": ("wanted", "id")},
    default_sort="-day",
    filters={
        # The day of the sums, whoever reads them and where.
        "day": day_range("Placed", "order__placed_at", UTC),
        "customer": reference("Customer", "order__customer_id"),
        "item": reference("Item", "item_id"),
        "category": _CATEGORY,
        "rep": reference("Sales rep", "order__rep_id"),
        "warehouse": reference("Warehouse", "order__warehouse_id"),
        "order": reference("Order", "order_id"),
        "line": reference("Line", "id"),
        "open": flag("Open", Q(left_over__gt=0)),
    },
    sums={
        "documents": Sum("Documents", "order_id", distinct=True),
        "quantity": Sum("Quantity", "wanted"),
        "net": Sum("Net", "base_net"),
        "open": Sum("Open", "left_over"),
        "promised": Sum("Promised from stock", "promised"),
        "backordered": Sum("Backordered", "backordered"),
        "open_net": Sum("Open net", "open_net", "order__currency"),
    },
)
"""Lines of confirmed and closed orders, without what was cancelled. `open_net` in the order's currency."""
