"""The holds in force, one row each: an order that is held for two reasons stands there twice."""

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, Sum, choice, day_range, reference
from tradepost.domain.sales.models import Hold, Order
from tradepost.domain.sales.queries.orders import visible_orders
from tradepost.domain.sales.rules.credit import HOLD_KINDS


def _open(by: By) -> QuerySet[Hold]:
    rows = Hold.objects.filter(released_at=None, order__in=visible_orders(by))
    return rows.exclude(order__state__in=("closed", "cancelled")).select_related("order")


def _search(rows: QuerySet[Hold], text: str) -> QuerySet[Hold]:
    return rows.filter(order__in=Order.objects.filter(having(text)))


HOLDS: Listing[Hold] = Listing(
    name="holds",
    rows=_open,
    sorts={
        "placed": ("placed_at", "id"),
        "kind": ("reason", "placed_at"),
        "customer": ("order__customer_name", "placed_at"),
        "total": ("order__total", "id"),
    },
    default_sort="placed",
    filters={
        "kind": choice("Kind", "reason", HOLD_KINDS),
        "customer": reference("Customer", "order__customer_id"),
        "rep": reference("Sales rep", "order__rep_id"),
        "placed": day_range("Held since", "placed_at"),
    },
    search=_search,
    sums={"total": Sum("Total", "order__total", "order__currency")},
)
