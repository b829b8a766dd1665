"""What is wanted of stock, line by line: the rows behind reserved, promised and backordered of a position."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Filter, Listing, Rows, Sum, day_range, flag, reference, uuids
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory.models import Demand, Promise
from tradepost.domain.sales.models import Order


def _wanted(by: By) -> QuerySet[Demand]:
    """Who sees only some customers sees what these want; of transfers, which no customer wants, nothing."""
    rows = Demand.objects.filter(quantity__gt=0).select_related("item", "warehouse")
    if "warehouse" in by.scope:
        rows = rows.filter(warehouse_id=by.scope["warehouse"])
    if "rep" in by.scope or "customer" in by.scope:
        orders = Order.objects.filter(pk=OuterRef("document_id"))
        theirs = access_queries.scoped(orders, by, rep="customer__rep_id", customer="customer_id")
        return rows.filter(Exists(theirs))
    return rows


def _search(rows: Rows, text: str) -> Rows:
    return rows.filter(having(text, "item__found_by"))


def _waiting_for(rows: Rows, values: list[str]) -> Rows:
    """Lines that were promised of what these purchase orders, transfers or deliveries into stores bring."""
    pegs = Promise.objects.filter(demand_id=OuterRef("pk"), supply__source_id__in=uuids(values))
    return rows.filter(Exists(pegs))


WANTED: Listing[Demand] = Listing(
    name="wanted",
    rows=_wanted,
    sorts={
        "needed": ("needed_on", "placed_at", "id"),
        "sku": ("item__sku", "needed_on", "id"),
        "quantity": ("quantity", "needed_on", "id"),
    },
    default_sort="needed",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "source": Filter("What they wait for", _waiting_for, "reference"),
        "needed": day_range("Needed", "needed_on"),
        "promised": flag("Promised from stock", Q(promised_stock__gt=0)),
        "supplied": flag("Promised from supply", Q(promised_supply__gt=0)),
        "reserved": flag("Set aside", Q(reserved__gt=0)),
        "backordered": flag("Backordered", Q(backordered__gt=0)),
    },
    search=_search,
    sums={
        "quantity": Sum("Wanted", "quantity"),
        "promised": Sum("Promised from stock", "promised_stock"),
        "reserved": Sum("Set aside", "reserved"),
        "supplied": Sum("Promised from supply", "promised_supply"),
        "backordered": Sum("Backordered", "backordered"),
    },
)
"""Lines of orders and transfers that want something. Their sums are what positions say."""
