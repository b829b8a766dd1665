"""What people decide about a customer or a supplier."""

from tradepost.base.flows import Flow

CUSTOMER = Flow(
    "customer",
    ("active", "blocked"),
    "active",
    {"block": (("active",), "blocked"), "unblock": (("blocked",), "active")},
)
SUPPLIER = Flow(
    "supplier",
    ("active", "blocked"),
    "active",
    {"block": (("active",), "blocked"), "unblock": (("blocked",), "active")},
)
