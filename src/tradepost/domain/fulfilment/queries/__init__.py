from tradepost.domain.fulfilment.queries.delivery_note import DeliveryLine, DeliveryNote, delivery_note
from tradepost.domain.fulfilment.queries.differences import differences
from tradepost.domain.fulfilment.queries.open_lines import (
    OrderToRelease,
    open_holds,
    open_lines,
    open_quantity,
    orders_to_release,
)
from tradepost.domain.fulfilment.queries.pick_list import pick_list, tasks_holding, tasks_of
from tradepost.domain.fulfilment.queries.shipments import (
    SHIPMENTS,
    first_shipment_of,
    packages,
    shipment,
    shipment_by_id,
    shipment_for_update,
    shipment_lines,
    shipments_by_id,
    shipments_of,
)
from tradepost.domain.fulfilment.queries.shipped_lines import (
    ShippedLine,
    ShippedLot,
    lines_for_update,
    lines_to_invoice,
    lots_in,
    shipped_lines,
    shipped_lots,
)
from tradepost.domain.fulfilment.queries.to_release import TO_RELEASE, to_release

__all__ = [
    "SHIPMENTS",
    "TO_RELEASE",
    "DeliveryLine",
    "DeliveryNote",
    "OrderToRelease",
    "ShippedLine",
    "ShippedLot",
    "delivery_note",
    "differences",
    "first_shipment_of",
    "lines_for_update",
    "lines_to_invoice",
    "lots_in",
    "open_holds",
    "open_lines",
    "open_quantity",
    "orders_to_release",
    "packages",
    "pick_list",
    "shipment",
    "shipment_by_id",
    "shipment_for_update",
    "shipment_lines",
    "shipments_by_id",
    "shipments_of",
    "shipped_lines",
    "shipped_lots",
    "tasks_holding",
    "tasks_of",
    "to_release",
]
