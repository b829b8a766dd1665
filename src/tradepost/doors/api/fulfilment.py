"""Shipments: release, pick, pack, ship, deliver."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access.queries import may
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.queries import SHIPMENTS, TO_RELEASE
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales.queries import ORDERS
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    CountFrom0,
    Id,
    IdOut,
    MomentOut,
    Note,
    Word,
    about,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.sales.schemas import OrderRow
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Shipments"])
LOT_TRACE = (
    "Why it got its lots: `age` and `than` (the customer's rule, and the lot of their last delivery it is held"
    " against), `one_lot`, and as `seen` each lot that was looked at with `free`, `taken` and `why`; empty: no lots."
)
Number = text(80)


class ReleasePartIn(In):
    """At most so much of a line."""

    line_id: Id = about("A line of the order.", AN_ID)
    quantity: Count = about("Base units.", 12)


class ReleaseIn(In):
    """What goes to the warehouse."""

    id: Id | None = about("Your id for the shipment: sent twice, it is one shipment.", AN_ID, None)
    line_ids: list[Id] | None = about("Only these lines; null: all.", None, None, max_length=5000)
    warehouse_id: Id | None = about("Only what comes from this warehouse; null: from all.", None, None)
    parts: list[ReleasePartIn] | None = about("At most so much of these lines.", None, None, max_length=5000)

    def typed(self) -> dict[str, Any]:
        """The parts as the commands take them."""
        parts = self.parts and [(part.line_id, part.quantity) for part in self.parts]
        return {"line_ids": self.line_ids, "quantities": parts or None, "warehouse_id": self.warehouse_id}


class PackageIn(In):
    """A box."""

    weight_g: whole(1, 2_000_000_000) | None = about("Grams.", 5200, None)  # type: ignore[valid-type]
    tracking_number: Number = about("The carrier's number of this box.", None, "")


class PackIn(In):
    """The boxes."""

    packages: list[PackageIn] = about("Empty: nobody counted them.", None, [], max_length=1000)


class ShipIn(In):
    """How it left."""

    carrier: Number = about("Who took it.", "DHL", "")
    tracking_number: Number = about("The carrier's number.", "00340434161094021501", "")


class ShipOrderIn(ReleaseIn, ShipIn):
    """What left, and how."""

    packages: list[PackageIn] = about("The boxes; empty: nobody counted them.", None, [], max_length=1000)


class PickIn(In):
    """What was taken for a task."""

    task_id: Id = about("The task.", AN_ID)
    quantity: CountFrom0 = about("Base units; fewer than asked: the rest was not found.", 12)
    short_reason: Word = about("Why fewer.", "box was damaged", "")


class PicksIn(In):
    """What was taken."""

    picks: list[PickIn] = about("Some or all tasks of the shipment.", min_length=1, max_length=5000)


class TrackingIn(In):
    """The carrier's number."""

    tracking_number: text(80, 1) = about("The carrier's number.", "00340434161094021501")  # type: ignore[valid-type]
    carrier: Number = about("Who took it; empty: as it was.", "DHL", "")


class ShipmentCancelIn(In):
    """Why it is done."""

    reason: Note = about("In words; kept on the timeline.", "wrong address", "")


class ShipmentRow(Shape):
    """A shipment in a list, in base units."""

    FROM = {
        "order_number": "order.number",
        "customer_id": "order.customer_id",
        "customer_name": "order.customer_name",
    }

    id: IdOut = about("The shipment.")
    number: str = about("The number people say.", "SH-1042")
    order_id: IdOut = about("The order.")
    order_number: str = about("The order's number.", "SO-1042")
    customer_id: IdOut = about("Who gets it.")
    customer_name: str = about("Their name.", "Café Blum")
    warehouse_id: IdOut = about("Where it leaves.")
    state: str = about("What people decided.", "picking", json_schema_extra={"enum": list(SHIPMENT.states)})
    carrier: str = about("Who takes it.", "DHL")
    tracking_number: str = about("The carrier's number.")
    lines_count: int = about("How many lines.", 3)
    asked_total: int = about("To be picked.", 24)
    short_total: int = about("Not found.", 0)
    picked_total: int = about("Picked.", 24)
    shipped_total: int = about("Shipped.", 0)
    returned_total: int = about("Returned.", 0)
    made_at: MomentOut = about("When it was released.")
    packed_at: MomentOut | None = about("When the boxes were closed.")
    shipped_at: MomentOut | None = about("When it left.")
    delivered_at: MomentOut | None = about("When it arrived.")
    cancelled_at: MomentOut | None = about("When it was given up.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class ShipmentLineOut(Shape):
    """A line of a shipment, in base units."""

    FROM = {"sku": "order_line.sku", "name": "order_line.name"}

    id: IdOut = about("The line.")
    position: int = about("From 1.", 1)
    order_line_id: IdOut = about("The order's line.")
    item_id: IdOut = about("The item.")
    sku: str = about("As ordered.", "TEA-1")
    name: str = about("As ordered.", "Assam, 500 g")
    asked: int = about("To be picked.", 24)
    short: int = about("Not found.", 0)
    picked: int = about("Picked.", 24)
    shipped: int = about("Shipped.", 0)
    returned: int = about("Returned.", 0)
    lot_trace: dict[str, Any] = about(LOT_TRACE)


class TaskOut(Shape):
    """Something to be picked, in base units."""

    FROM = {"line_id": "line_id", "sku": "line.order_line.sku", "name": "line.order_line.name"}

    id: IdOut = about("The task.")
    line_id: IdOut = about("The shipment's line.")
    sku: str = about("As ordered.", "TEA-1")
    name: str = about("As ordered.", "Assam, 500 g")
    place_code: str = about("Where it lies.", "A-01-03")
    pick_sequence: int = about("The order in which pickers walk.", 130)
    lot_code: str = about("Which lot; empty: none.")
    asked: int = about("To be picked.", 24)
    picked: int = about("Picked.", 0)
    short_reason: str = about("Why fewer.")
    done_at: MomentOut | None = about("When it was picked.")


class PackageOut(Shape):
    """A box."""

    id: IdOut = about("The box.")
    number: int = about("From 1.", 1)
    weight_g: int | None = about("Grams.", 5200)
    tracking_number: str = about("The carrier's number of this box.")
    sscc: str = about("Its SSCC; empty: the company has no prefix of GS1.", "340123456789012340")


class ShipmentOut(ShipmentRow):
    """A shipment with lines, pick tasks and boxes."""

    shipping_address: str = about("Where it goes.")
    note: str = about("For the people who pack.")
    value: AmountOut | None = about("What the goods cost, base currency; null for those who see no costs.")
    lines: list[ShipmentLineOut] = about("By position.")
    tasks: list[TaskOut] = about("In walking order.")
    packages: list[PackageOut] = about("The boxes.")


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
