"""Shipments as JSON: what is asked, and what is answered."""

from typing import Any
from uuid import UUID

from tradepost.domain.catalog.rules.weights import milli_of
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    CountFrom0,
    Id,
    IdOut,
    MomentOut,
    Note,
    NumberOut,
    Weight,
    Word,
    Yes,
    about,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape

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


class WeightIn(In):
    """What all that is picked of a line weighs."""

    line_id: Id = about("The line; of a shipment, or of the order where it is shipped at once.", AN_ID)
    weight: Weight = about("In the order line's unit.", "44.38")

    @property
    def pair(self) -> tuple[UUID, int]:
        """As the commands take it."""
        return self.line_id, milli_of(self.weight)


class WeightsIn(In):
    """What goods weigh that are billed by it."""

    weights: list[WeightIn] = about("Some or all such lines.", min_length=1, max_length=5000)
    as_weighed: Yes = about(
        "It is right, though further from what it should be than the item allows.", True, False
    )


class ShipOrderIn(ReleaseIn, ShipIn):
    """What left, and how."""

    packages: list[PackageIn] = about("The boxes; empty: nobody counted them.", None, [], max_length=1000)
    weights: list[WeightIn] = about("Of lines that are billed by weight.", None, [], max_length=5000)


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

    FROM = {"sku": "order_line.sku", "name": "order_line.name", "unit": "order_line.unit"}

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
    weighed: bool = about("It is billed by what it weighs, and does not leave without.", False)
    weight: NumberOut | None = about("What it weighs, in the order line's unit; null: not weighed (yet).")
    unit: str = about("The order line's unit.", "kg")
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
