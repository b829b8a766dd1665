"""Items that somebody waits for in vain, or longer than they can: where stock may be allocated otherwise."""

from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, Rows, flag, reference
from tradepost.base.listing import Sum as SumOf
from tradepost.domain.inventory.models import Demand, Position, Promise

_HERE = {"warehouse_id": OuterRef("warehouse_id"), "item_id": OuterRef("item_id")}


def _sum(rows: Rows, amount: Any) -> Coalesce:
    """Of rows of one item in one warehouse; 0 where there is none."""
    summed = rows.order_by().values("item_id_").annotate(n=Sum(amount)).values("n")
    return Coalesce(Subquery(summed, output_field=BigIntegerField()), 0)


def _short(by: By) -> Rows:
    """Who sees only some customers sees none: a shortage is told by whom it hits."""
    rows = Position.objects.select_related("item", "warehouse")
    if "warehouse" in by.scope:
        rows = rows.filter(warehouse_id=by.scope["warehouse"])
    demands = Demand.objects.filter(quantity__gt=0, **_HERE).annotate(item_id_=F("item_id"))
    late = Promise.objects.filter(
        demand__quantity__gt=0,
        demand__warehouse_id=OuterRef("warehouse_id"),
        demand__item_id=OuterRef("item_id"),
        supply__expected_on__gt=F("demand__needed_on"),
    ).annotate(item_id_=F("demand__item_id"))
    # Without anything on its way no peg is late.
    short = (
        rows.filter(Q(backordered__gt=0) | Q(incoming__gt=0))
        .annotate(
            late=_sum(late, "quantity"),
            loose=_sum(demands, F("promised_stock") - F("reserved")),
            claims=_sum(demands.filter(quantity__gt=F("reserved")), Value(1)),
        )
        .filter(Q(backordered__gt=0) | Q(late__gt=0))
    )
    return short.none() if "rep" in by.scope or "customer" in by.scope else short


SHORTAGES: Listing[Position] = Listing(
    name="shortages",
    rows=_short,
    sorts={
        "sku": ("item__sku", "warehouse__code"),
        "backordered": ("backordered",),
        "late": ("late",),
        "loose": ("loose",),
    },
    default_sort="sku",
    filters={
        "warehouse": reference("Warehouse", "warehouse_id"),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "item__category_id"),
        "backordered": flag("Has backorders", Q(backordered__gt=0)),
        "movable": flag("Stock can be given to others", Q(loose__gt=0, claims__gt=1)),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
    sums={
        "items": SumOf("Items", "item_id", distinct=True),
        "backordered": SumOf("Backordered", "backordered"),
        "late": SumOf("Comes late", "late"),
    },
)
"""Positions with backorders (`backordered`), or pegs on supply that comes after its day (`late`). `loose` is what is
promised from stock and not set aside: where there are two `claims` or more, it can be allocated otherwise."""
