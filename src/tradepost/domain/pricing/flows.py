"""What people decide about versions of a price list."""

from tradepost.base.flows import Flow

PRICE_VERSION = Flow(
    "price version",
    ("draft", "scheduled", "active", "retired"),
    "draft",
    {
        "change": (("draft",), "draft"),
        "schedule": (("draft",), "scheduled"),
        "unschedule": (("scheduled",), "draft"),
        "activate": (("draft", "scheduled"), "active"),
        "replace": (("active",), "retired"),
        "roll_back": (("active",), "retired"),
        "return": (("retired",), "active"),
        "discard": (("draft",), "draft"),
    },
)
