"""What people decide about quotes and orders. Progress (shipped, billed) is computed, never decided."""

from tradepost.base.flows import Flow

ORDER = Flow(
    "order",
    ("draft", "submitted", "confirmed", "closed", "cancelled"),
    "draft",
    {
        "submit": (("draft",), "submitted"),
        "confirm": (("draft", "submitted"), "confirmed"),
        "close": (("confirmed",), "closed"),
        "cancel": (("draft", "submitted", "confirmed"), "cancelled"),
    },
)
