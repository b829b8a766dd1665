"""Purchase orders as pages, lists and commands read them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, Sum, choice, day_range, flag, reference
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.purchasing.queries._scope import visible


def _orders(by: By) -> QuerySet[PurchaseOrder]:
    return visible(PurchaseOrder.objects.select_related("warehouse"), by, "warehouse_id")


PURCHASE_ORDERS: Listing[PurchaseOrder] = Listing(
    name="purchase_orders",
    rows=_orders,
    sorts={
        "made": ("made_at",),
        "number": ("number",),
        "supplier": ("supplier_name", "made_at"),
        "expected": ("expected_on", "number"),
        "total": ("total", "number"),
        "open": ("open_quantity", "number"),
    },
    default_sort="-made",
    filters={
        "state": choice("State", "state", PURCHASE_ORDER.states),
        "supplier": reference("Supplier", "supplier_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "expected": day_range("Expected", "expected_on"),
        "to_come": flag(
            "Something to come", Q(state__in=PURCHASE_ORDER.sources("close"), open_quantity__gt=0)
        ),
    },
    search=lambda rows, text: rows.filter(loosely(text, "number", "supplier_name", "supplier_reference")),
    sums={
        "total": Sum("Total", "total", "currency"),
        "open": Sum("Pieces to come", "open_quantity"),
    },
    subject="pk",
)


def purchase_order(by: By, purchase_order_id: UUID) -> PurchaseOrder:
    """One purchase order with supplier and warehouse. Raises NotFound."""
    found = (
        visible(PurchaseOrder.objects.all(), by, "warehouse_id")
        .select_related("supplier__party", "warehouse")
        .filter(pk=purchase_order_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such purchase order.", purchase_order_id=purchase_order_id)
    return found


def purchase_order_for_update(purchase_order_id: UUID) -> PurchaseOrder:
    """One purchase order, locked until the command ends: its lines change only under this lock."""
    found = PurchaseOrder.objects.select_for_update().filter(pk=purchase_order_id).first()
    if found is None:
        raise NotFound("There is no such purchase order.", purchase_order_id=purchase_order_id)
    return found


def lines_of(purchase_order_id: UUID) -> list[PurchaseOrderLine]:
    """The lines in order of position, with their items."""
    return list(
        PurchaseOrderLine.objects.filter(purchase_order_id=purchase_order_id)
        .select_related("item")
        .order_by("position")
    )


def line_ids_in_use(line_ids: Collection[UUID]) -> set[UUID]:
    """Which of these ids are lines of purchase orders already."""
    if not line_ids:
        return set()
    return set(PurchaseOrderLine.objects.filter(pk__in=line_ids).values_list("pk", flat=True))


def to_receive(
    by: By,
    warehouse_id: UUID,
    *,
    ids: Collection[UUID] = (),
    item_ids: Collection[UUID] = (),
    reference: str = "",
) -> QuerySet[PurchaseOrder]:
    """Orders at suppliers with something to come, the earliest expected first: the dock's list.

    `ids`: of these only; `item_ids`: those that bring one of them; `reference`: those that the supplier calls so.
    """
    rows = _orders(by).filter(
        warehouse_id=warehouse_id, state__in=PURCHASE_ORDER.sources("close"), open_quantity__gt=0
    )
    if ids:
        rows = rows.filter(pk__in=ids)
    if item_ids:
        open_lines = PurchaseOrderLine.objects.filter(
            item_id__in=item_ids, ordered__gt=F("received") + F("cancelled") - F("over")
        )
        rows = rows.filter(pk__in=open_lines.values("purchase_order_id"))
    if reference:
        rows = rows.filter(supplier_reference__iexact=reference)
    return rows.order_by("expected_on", "number")


def purchase_order_by_id(purchase_order_id: UUID) -> PurchaseOrder:
    """The order that a repeated command made before."""
    return PurchaseOrder.objects.get(pk=purchase_order_id)
