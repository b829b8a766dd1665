from django.db.models import DateField, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from tradepost.base.finding import having
from tradepost.base.listing import (
    Filter,
    Listing,
    Rows,
    Sum,
    choice,
    day_range,
    flag,
    reference,
    standing,
    uuids,
)
from tradepost.domain.inventory.models import Demand
from tradepost.domain.sales.flows import ORDER
from tradepost.domain.sales.models import BlanketLine, ChangeSet, Order, OrderLine, StandingDate
from tradepost.domain.sales.queries.orders import visible_orders


def _search(rows: Rows, text: str) -> Rows:
    return rows.filter(having(text))


def _with_item(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(pk__in=OrderLine.objects.filter(item_id__in=values).values("order_id"))


def _of_standing(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(pk__in=StandingDate.objects.filter(standing_id__in=uuids(values)).values("order_id"))


def _of_blanket(rows: Rows, values: list[str]) -> Rows:
    agreed = BlanketLine.objects.filter(blanket_id__in=uuids(values)).values("pk")
    return rows.filter(pk__in=OrderLine.objects.filter(blanket_line_id__in=agreed).values("order_id"))


def _due(rows: Rows, values: list[str]) -> Rows:
    """Orders with an open line that leaves, as told or else as asked, on a day of the range."""
    told = Coalesce(
        "ships_on", "promised_on", "requested_on", "order__requested_on", output_field=DateField()
    )
    open_lines = OrderLine.objects.filter(quantity__gt=F("shipped") + F("cancelled")).annotate(due=told)
    due = DUE.apply(open_lines, values)
    return rows.filter(Q(state="confirmed") & Exists(due.filter(order_id=OuterRef("pk"))))


DUE = day_range("Due", "due")
_NO_WORD = Exists(ChangeSet.objects.filter(order_id=OuterRef("pk"), wants_word=True, word_on=None))
_WAITING = Exists(Demand.objects.filter(document_id=OuterRef("pk"), backordered__gt=0))

ORDERS: Listing[Order] = Listing(
    name="orders",
    rows=visible_orders,
    sorts={
        "placed_at": ("placed_at", "id"),
        "number": ("number",),
        "customer": ("customer_name", "placed_at"),
        "total": ("total",),
        "state": ("state", "placed_at"),
    },
    default_sort="-placed_at",
    filters={
        "state": choice("State", "state", ORDER.states),
        "customer": reference("Customer", "customer_id"),
        "rep": reference("Sales rep", "rep_id"),
        "placed": day_range("Placed", "placed_at"),
        "requested": day_range("Requested for", "requested_on"),
        "open_at": standing("Still open", "confirmed_at", "closed_at"),
        "uninvoiced": flag("Not yet invoiced", Q(open_value__gt=0)),
        "unbilled": flag("Shipped, not invoiced", Q(unbilled_value__gt=0)),
        "held": flag("On hold", Q(held=True)),
        "unshipped": flag(
            "Not wholly shipped",
            Q(state="confirmed") & Q(quantity_total__gt=F("shipped_total") + F("cancelled_total")),
        ),
        "due": Filter("Due", _due, "day_range"),
        "backordered": flag("Backordered", Q(_WAITING, state="confirmed")),
        "word_wanted": flag("The buyer's word is awaited", Q(_NO_WORD)),
        "item": Filter("Item", _with_item, "reference"),
        "blanket": Filter("Blanket order", _of_blanket, "reference"),
        "standing": Filter("Standing order", _of_standing, "reference"),
        "warehouse": reference("Warehouse", "warehouse_id"),
    },
    search=_search,
    sums={
        "total": Sum("Total", "total", "currency"),
        "open_value": Sum("Not yet invoiced", "open_value"),
        "quantity": Sum("Pieces ordered", "quantity_total"),
    },
    subject="pk",
)
