"""Shipments: release, pick, pack, ship, deliver."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access.queries import may
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.queries import SHIPMENTS, TO_RELEASE
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales.queries import ORDERS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import Id
from tradepost.doors.api.fulfilment_schemas import (
    PackIn,
    PicksIn,
    ReleaseIn,
    ShipIn,
    ShipmentCancelIn,
    ShipmentLineOut,
    ShipmentOut,
    ShipmentRow,
    ShipOrderIn,
    TrackingIn,
    WeightsIn,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.sales.schemas import OrderRow

router = Router(tags=["Shipments"])
lists(
    router,
    "/shipments",
    SHIPMENTS,
    name="list_shipments",
    needs="fulfilment.read",
    gives=ShipmentRow,
    related=("order",),
)
lists(
    router,
    "/orders-to-release",
    TO_RELEASE,
    name="list_orders_to_release",
    needs="fulfilment.read",
    gives=OrderRow,
    says="Confirmed orders without a hold that have stock promised and not yet set aside.",
)
NO_REASON, ALL, HOW, BOXES, WHOLE = ShipmentCancelIn(), ReleaseIn(), ShipIn(), PackIn(), ShipOrderIn()


def _keep_to_own(by: By, body: ReleaseIn) -> None:
    """Whoever works in one warehouse sends what lies there."""
    if "warehouse" in by.scope:
        body.warehouse_id = body.warehouse_id or by.scope["warehouse"]
        inventory_queries.visible_warehouse(by, body.warehouse_id)


def whole_shipment(by: By, shipment: Shipment) -> dict[str, Any]:
    """A shipment with lines, tasks and boxes; its cost for those who see costs, its lots for those who see stock."""
    lines: list[Any] = fulfilment_queries.shipment_lines(shipment.id)
    if not may(by, "inventory.read"):
        lines = [ShipmentLineOut.plain(line, lot_trace={}) for line in lines]
    return ShipmentOut.plain(
        shipment,
        value=shipment.value if sees_costs(by) else None,
        lines=lines,
        tasks=fulfilment_queries.pick_list(shipment.id),
        packages=fulfilment_queries.packages(shipment.id),
    )


@changes(
    router,
    "POST",
    "/orders/{order_id}/release",
    needs="fulfilment.release_order",
    gives=ShipmentOut,
    status=201,
    within=ORDERS,
    at="/api/v1/shipments/{id}",
)
def release_order(by: By, order_id: Id, body: ReleaseIn = ALL) -> dict[str, Any]:
    """Give an order to the warehouse: its promised stock is set aside, and the pick list made.

    What comes from several warehouses becomes a shipment in each; the answer is the one with your id, from the
    order's own warehouse where it has any of it.
    """
    _keep_to_own(by, body)
    made = fulfilment.release_order(
        by, shipment_id=body.id or new_id(by.now), order_id=order_id, **body.typed()
    )
    return whole_shipment(by, made)


@changes(
    router,
    "POST",
    "/orders/{order_id}/ship",
    needs="fulfilment.ship_order",
    gives=ShipmentOut,
    status=201,
    within=ORDERS,
    at="/api/v1/shipments/{id}",
)
def ship_order(by: By, order_id: Id, body: ShipOrderIn = WHOLE) -> dict[str, Any]:
    """Release, pick, pack and ship in one: for a shop without pick lists, and from one warehouse."""
    _keep_to_own(by, body)
    made = fulfilment.ship_order(
        by,
        shipment_id=body.id or new_id(by.now),
        order_id=order_id,
        carrier=body.carrier,
        tracking_number=body.tracking_number,
        packages=[PackageInput(**package.model_dump()) for package in body.packages],
        weights=dict(each.pair for each in body.weights),
        **body.typed(),
    )
    return whole_shipment(by, made)


@reads(router, "/shipments/{shipment_id}", needs="fulfilment.read", gives=ShipmentOut)
def get_shipment(by: By, shipment_id: Id) -> dict[str, Any]:
    """One shipment with lines, pick tasks and boxes."""
    return whole_shipment(by, fulfilment_queries.shipment(by, shipment_id))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/start-picking",
    needs="fulfilment.start_picking",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def start_picking(by: By, shipment_id: Id) -> dict[str, Any]:
    """Somebody took the pick list."""
    return whole_shipment(by, fulfilment.start_picking(by, shipment_id=shipment_id))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/picks",
    needs="fulfilment.record_picks",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def record_picks(by: By, shipment_id: Id, body: PicksIn) -> dict[str, Any]:
    """Record what was taken; what was not found is no longer set aside."""
    picks = [Pick(pick.task_id, pick.quantity, pick.short_reason) for pick in body.picks]
    return whole_shipment(by, fulfilment.record_picks(by, shipment_id=shipment_id, picks=picks))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/pack",
    needs="fulfilment.pack_shipment",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def pack_shipment(by: By, shipment_id: Id, body: PackIn = BOXES) -> dict[str, Any]:
    """Close the boxes."""
    packages = [PackageInput(**package.model_dump()) for package in body.packages]
    return whole_shipment(by, fulfilment.pack_shipment(by, shipment_id=shipment_id, packages=packages))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/weights",
    needs="fulfilment.weigh_shipment",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def weigh_shipment(by: By, shipment_id: Id, body: WeightsIn) -> dict[str, Any]:
    """Say what picked goods weigh that are billed by weight; said again, the last word counts until they leave."""
    weights = [each.pair for each in body.weights]
    made = fulfilment.weigh_shipment(by, shipment_id=shipment_id, weights=weights, as_weighed=body.as_weighed)
    return whole_shipment(by, made)


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/ship",
    needs="fulfilment.ship_shipment",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def ship_shipment(by: By, shipment_id: Id, body: ShipIn = HOW) -> dict[str, Any]:
    """Hand the packed goods to the carrier: stock leaves, its cost is booked, the order counts it."""
    return whole_shipment(by, fulfilment.ship_shipment(by, shipment_id=shipment_id, **body.model_dump()))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/deliver",
    needs="fulfilment.deliver_shipment",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def deliver_shipment(by: By, shipment_id: Id) -> dict[str, Any]:
    """The customer has it."""
    return whole_shipment(by, fulfilment.deliver_shipment(by, shipment_id=shipment_id))


@changes(
    router,
    "POST",
    "/shipments/{shipment_id}/cancel",
    needs="fulfilment.cancel_shipment",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def cancel_shipment(by: By, shipment_id: Id, body: ShipmentCancelIn = NO_REASON) -> dict[str, Any]:
    """Give up a shipment that has not left; its stock stays promised to the order."""
    return whole_shipment(by, fulfilment.cancel_shipment(by, shipment_id=shipment_id, reason=body.reason))


@changes(
    router,
    "PUT",
    "/shipments/{shipment_id}/tracking",
    needs="fulfilment.change_tracking",
    gives=ShipmentOut,
    within=SHIPMENTS,
)
def change_tracking(by: By, shipment_id: Id, body: TrackingIn) -> dict[str, Any]:
    """Enter or correct the carrier's number, before or after dispatch."""
    return whole_shipment(by, fulfilment.change_tracking(by, shipment_id=shipment_id, **body.model_dump()))
