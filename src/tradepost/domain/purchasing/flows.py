"""What people decide about a purchase order, a receipt and a variance. Received is progress, not a state."""

from tradepost.base.flows import Flow

PURCHASE_ORDER = Flow(
    "purchase order",
    states=("draft", "approved", "sent", "acknowledged", "closed", "cancelled"),
    initial="draft",
    verbs={
        "approve": (("draft",), "approved"),
        "send": (("approved",), "sent"),
        "acknowledge": (("sent", "acknowledged"), "acknowledged"),
        "close": (("sent", "acknowledged"), "closed"),
        "cancel": (("draft", "approved", "sent", "acknowledged"), "cancelled"),
    },
)

RECEIPT = Flow(
    "receipt",
    states=("counting", "posted"),
    initial="counting",
    verbs={"post": (("counting",), "posted")},
)

VARIANCE = Flow(
    "variance",
    states=("open", "closed"),
    initial="open",
    verbs={"close": (("open",), "closed"), "send_back": (("open",), "closed")},
)
