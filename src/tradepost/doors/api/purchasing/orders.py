"""What suppliers sell, and what is ordered from them."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import AcknowledgedInput, PurchaseLineInput, SupplierItemInput
from tradepost.domain.purchasing.models import PurchaseOrder, SupplierItem
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS, SUPPLIER_ITEMS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import Id
from tradepost.doors.api.listings import lists
from tradepost.doors.api.purchasing.schemas import (
    AcknowledgeIn,
    OfferOut,
    OffersIn,
    OffersSet,
    PurchaseCutsIn,
    PurchaseLineIn,
    PurchaseLineOut,
    PurchaseOrderChange,
    PurchaseOrderIn,
    PurchaseOrderOut,
    PurchaseOrderRow,
)

router = Router(tags=["Purchasing"])
AS_ORDERED = AcknowledgeIn()
_NO_COSTS = {"unit_price": None, "net": None}


def _offers(by: By, rows: list[SupplierItem]) -> list[dict[str, Any]]:
    hidden = {} if sees_costs(by) else {"price": None}
    return [OfferOut.plain(row, **hidden) for row in rows]


def _orders(by: By, rows: list[PurchaseOrder]) -> list[dict[str, Any]]:
    hidden = {} if sees_costs(by) else {"total": None}
    return [PurchaseOrderRow.plain(row, **hidden) for row in rows]


def _whole(by: By, order: PurchaseOrder) -> dict[str, Any]:
    costs = sees_costs(by)
    lines = [
        PurchaseLineOut.plain(line, **({} if costs else _NO_COSTS))
        for line in purchasing_queries.lines_of(order.id)
    ]
    return PurchaseOrderOut.plain(order, lines=lines, **({} if costs else {"total": None}))


lists(
    router,
    "/supplier-items",
    SUPPLIER_ITEMS,
    name="list_supplier_items",
    needs="purchasing.read",
    gives=OfferOut,
    related=("supplier__party", "item"),
    write=_offers,
    costly=("price",),
)
lists(
    router,
    "/purchase-orders",
    PURCHASE_ORDERS,
    name="list_purchase_orders",
    needs="purchasing.read",
    gives=PurchaseOrderRow,
    write=_orders,
    costly=("total",),
)


@changes(router, "POST", "/supplier-items", needs="purchasing.set_supplier_items", gives=OffersSet)
def set_supplier_items(by: By, body: OffersIn) -> dict[str, Any]:
    """Write what suppliers sell, all or none; a preferred offer ends the preference of the others."""
    offers = [SupplierItemInput(**offer.model_dump()) for offer in body.offers]
    return OffersSet.plain(None, changed=purchasing.set_supplier_items(by, offers=offers))


def _typed(line: PurchaseLineIn) -> PurchaseLineInput:
    return PurchaseLineInput(
        line.item_id, line.quantity, line.unit, line.unit_price, line.expected_on, line.id
    )


@changes(
    router,
    "POST",
    "/purchase-orders",
    needs="purchasing.order_from_supplier",
    gives=PurchaseOrderOut,
    status=201,
    at="/api/v1/purchase-orders/{id}",
)
def order_from_supplier(by: By, body: PurchaseOrderIn) -> dict[str, Any]:
    """Order from a supplier; sent at once, stock expects it and backorders are pegged to it."""
    if body.warehouse_id is not None:
        inventory_queries.visible_warehouse(by, body.warehouse_id)
    made = purchasing.order_from_supplier(
        by,
        purchase_order_id=body.id or new_id(by.now),
        lines=[_typed(line) for line in body.lines],
        **body.model_dump(exclude={"id", "lines"}),
    )
    return _whole(by, made)


@reads(router, "/purchase-orders/{purchase_order_id}", needs="purchasing.read", gives=PurchaseOrderOut)
def get_purchase_order(by: By, purchase_order_id: Id) -> dict[str, Any]:
    """One purchase order with its lines."""
    return _whole(by, purchasing_queries.purchase_order(by, purchase_order_id))


@changes(
    router,
    "PATCH",
    "/purchase-orders/{purchase_order_id}",
    needs="purchasing.change_purchase_order",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def change_purchase_order(by: By, purchase_order_id: Id, body: PurchaseOrderChange) -> dict[str, Any]:
    """Change a draft; an order that was approved is refused. What changes nothing leaves its version."""
    given = body.model_dump(exclude_unset=True, exclude={"lines"})
    lines = None if body.lines is None else [_typed(line) for line in body.lines]
    made = purchasing.change_purchase_order(by, purchase_order_id=purchase_order_id, lines=lines, **given)
    return _whole(by, made)


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/approve",
    needs="purchasing.approve",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def approve_purchase_order(by: By, purchase_order_id: Id) -> dict[str, Any]:
    """A draft may be sent."""
    return _whole(by, purchasing.approve(by, purchase_order_id=purchase_order_id))


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/send",
    needs="purchasing.send",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def send_purchase_order(by: By, purchase_order_id: Id) -> dict[str, Any]:
    """It went to the supplier: from now on stock expects it."""
    return _whole(by, purchasing.send(by, purchase_order_id=purchase_order_id))


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/acknowledge",
    needs="purchasing.acknowledge",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def acknowledge_purchase_order(
    by: By, purchase_order_id: Id, body: AcknowledgeIn = AS_ORDERED
) -> dict[str, Any]:
    """The supplier confirms quantities and days; promises pegged to a later day slip."""
    made = purchasing.acknowledge(
        by,
        purchase_order_id=purchase_order_id,
        lines=[AcknowledgedInput(line.line_id, line.quantity, line.expected_on) for line in body.lines],
        supplier_reference=body.supplier_reference,
    )
    return _whole(by, made)


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/cancel-lines",
    needs="purchasing.cancel_lines",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def cancel_purchase_lines(by: By, purchase_order_id: Id, body: PurchaseCutsIn) -> dict[str, Any]:
    """Take base units off lines that are still to come."""
    cuts = [(line.line_id, line.quantity) for line in body.lines]
    return _whole(by, purchasing.cancel_lines(by, purchase_order_id=purchase_order_id, cuts=cuts))


@changes(
    router,
    "POST",
    "/purchase-orders/{purchase_order_id}/cancel",
    needs="purchasing.cancel",
    gives=PurchaseOrderOut,
    within=PURCHASE_ORDERS,
)
def cancel_purchase_order(by: By, purchase_order_id: Id) -> dict[str, Any]:
    """Nothing of this order will come."""
    return _whole(by, purchasing.cancel(by, purchase_order_id=purchase_order_id))
