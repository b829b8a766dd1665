from tradepost.domain.fulfilment.commands.cancel_shipment import cancel_shipment
from tradepost.domain.fulfilment.commands.change_tracking import change_tracking
from tradepost.domain.fulfilment.commands.deliver_shipment import deliver_shipment
from tradepost.domain.fulfilment.commands.load_past_shipments import (
    PastPick,
    PastShipment,
    PastShipmentLine,
    load_past_shipments,
)
from tradepost.domain.fulfilment.commands.pack_shipment import PackageInput, pack_shipment
from tradepost.domain.fulfilment.commands.record_picks import record_picks
from tradepost.domain.fulfilment.commands.record_returned import record_returned
from tradepost.domain.fulfilment.commands.record_usage import LessLiesThere, UsedInput, record_usage
from tradepost.domain.fulfilment.commands.release_order import release_order, release_orders
from tradepost.domain.fulfilment.commands.remove_lot_rule import remove_lot_rule
from tradepost.domain.fulfilment.commands.set_lot_rule import set_lot_rule
from tradepost.domain.fulfilment.commands.ship_order import ship_order
from tradepost.domain.fulfilment.commands.ship_shipment import ship_shipment
from tradepost.domain.fulfilment.commands.start_picking import start_picking
from tradepost.domain.fulfilment.commands.weigh_shipment import weigh_shipment
from tradepost.domain.fulfilment.rules import Pick

__all__ = [
    "LessLiesThere",
    "PackageInput",
    "PastPick",
    "PastShipment",
    "PastShipmentLine",
    "Pick",
    "UsedInput",
    "cancel_shipment",
    "change_tracking",
    "deliver_shipment",
    "load_past_shipments",
    "pack_shipment",
    "record_picks",
    "record_returned",
    "record_usage",
    "release_order",
    "release_orders",
    "remove_lot_rule",
    "set_lot_rule",
    "ship_order",
    "ship_shipment",
    "start_picking",
    "weigh_shipment",
]
