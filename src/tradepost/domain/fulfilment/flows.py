"""Shipment: what the warehouse decides. How much is picked or shipped is a number on the lines."""

from tradepost.base.flows import Flow

SHIPMENT = Flow(
    name="shipment",
    states=("planned", "picking", "packed", "dispatched", "delivered", "cancelled"),
    initial="planned",
    verbs={
        "start_picking": (("planned",), "picking"),
        "pick": (("planned", "picking"), "picking"),
        "pack": (("picking",), "packed"),
        "ship": (("packed",), "dispatched"),
        "deliver": (("dispatched",), "delivered"),
        "cancel": (("planned", "picking", "packed"), "cancelled"),
    },
)
