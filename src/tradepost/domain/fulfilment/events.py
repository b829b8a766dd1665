"""Facts about shipments."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class ShipmentReleased(Event):
    """Stock was reserved for it and the pick list stands. Quantity in base units."""

    name = "fulfilment.released"
    shipment_id: UUID
    number: str
    order_id: UUID
    quantity: int


@dataclass(frozen=True)
class PickingStarted(Event):
    name = "fulfilment.picking_started"
    shipment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class Picked(Event):
    """Tasks were done: what was taken, and what was not found."""

    name = "fulfilment.picked"
    shipment_id: UUID
    order_id: UUID
    picked: int
    short: int


@dataclass(frozen=True)
class PickedShort(Event):
    """Less was found than asked: somebody should count these places.

    Each of `shorts` names item_id, place_code, lot_code, quantity (missing) and reason.
    """

    name = "fulfilment.picked_short"
    shipment_id: UUID
    order_id: UUID
    shorts: list[dict[str, Any]]


@dataclass(frozen=True)
class ShipmentWeighed(Event):
    """Goods that are billed by weight were weighed: sku, pieces, weight_milli (thousandths of `unit`) and unit each."""

    name = "fulfilment.weighed"
    shipment_id: UUID
    order_id: UUID
    weights: list[dict[str, Any]]


@dataclass(frozen=True)
class ShipmentPacked(Event):
    name = "fulfilment.packed"
    shipment_id: UUID
    order_id: UUID
    packages: int


@dataclass(frozen=True)
class ShipmentShipped(Event):
    """The goods left. Quantity in base units; billing may invoice it from here."""

    name = "fulfilment.shipped"
    shipment_id: UUID
    number: str
    order_id: UUID
    quantity: int
    carrier: str
    tracking_number: str


@dataclass(frozen=True)
class TrackingChanged(Event):
    name = "fulfilment.tracking_changed"
    shipment_id: UUID
    order_id: UUID
    carrier: str
    tracking_number: str


@dataclass(frozen=True)
class ShipmentDelivered(Event):
    name = "fulfilment.delivered"
    shipment_id: UUID
    order_id: UUID


@dataclass(frozen=True)
class UsageRecorded(Event):
    """A customer told what they used of our goods that lie with them; base units. It is shipped and delivered."""

    name = "fulfilment.usage_recorded"
    order_id: UUID
    customer_id: UUID
    warehouse_id: UUID
    shipment_id: UUID
    quantity: int


@dataclass(frozen=True)
class ShipmentCancelled(Event):
    """What was reserved for it is free for the order again."""

    name = "fulfilment.cancelled"
    shipment_id: UUID
    order_id: UUID
    reason: str


@dataclass(frozen=True)
class LotRuleSet(Event):
    """How a customer takes the lots of an item, or of all that have no rule of their own (no `item_id`)."""

    name = "fulfilment.lot_rule_set"
    customer_id: UUID
    item_id: UUID | None
    same_lot: bool
    age: str
    one_lot: bool


@dataclass(frozen=True)
class LotRuleRemoved(Event):
    name = "fulfilment.lot_rule_removed"
    customer_id: UUID
    item_id: UUID | None
