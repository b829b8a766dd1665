"""What customers used of our goods that lie with them."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import UsedInput
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.api.endpoints import changes
from tradepost.doors.api.fields import AN_ID, Id, Note, Quantity, about, text
from tradepost.doors.api.fulfilment import whole_shipment
from tradepost.doors.api.fulfilment_schemas import ShipmentOut
from tradepost.doors.api.shapes import In

router = Router(tags=["Shipments"])


class UsedIn(In):
    """What was used of an item."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How much, in the unit.", "2")
    unit: text(40) = about("Its unit; empty: the base unit.", "case", "")  # type: ignore[valid-type]
    lot_id: Id | None = about("The lot it was of; null: what expires first.", None, None)


class UsageIn(In):
    """What a customer used."""

    id: Id | None = about("Your id for the order it becomes: sent twice, it is one order.", AN_ID, None)
    lines: list[UsedIn] = about("What was used.", min_length=1, max_length=5000)
    customer_po: text(80) = about("The customer's own number.", "PO-7781", "")  # type: ignore[valid-type]
    note: Note = about("For people.", "Counted on Friday.", "")


@changes(
    router,
    "POST",
    "/warehouses/{warehouse_id}/usage",
    needs="fulfilment.record_usage",
    gives=ShipmentOut,
    status=201,
    at="/api/v1/shipments/{id}",
)
def record_usage(by: By, warehouse_id: Id, body: UsageIn) -> dict[str, Any]:
    """Tell what a customer used of our goods that lie with them: an order, shipped and delivered, to be invoiced."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    made = fulfilment.record_usage(
        by,
        order_id=body.id or new_id(by.now),
        warehouse_id=warehouse_id,
        lines=[UsedInput(**line.model_dump()) for line in body.lines],
        customer_po=body.customer_po,
        note=body.note,
    )
    return whole_shipment(by, fulfilment_queries.shipment(by, made.pk))
