"""What people decide about an item."""

from tradepost.base.flows import Flow

ITEM = Flow(
    "item",
    ("active", "discontinued", "withdrawn"),
    "active",
    {
        "discontinue": (("active",), "discontinued"),
        "reactivate": (("discontinued",), "active"),
        "withdraw": (("active", "discontinued"), "withdrawn"),
    },
)
