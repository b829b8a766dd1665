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

BLANKET = Flow(
    "blanket order",
    ("open", "closed", "expired"),
    "open",
    {
        "change": (("open",), "open"),
        "close": (("open",), "closed"),
        "expire": (("open",), "expired"),
    },
)

STANDING = Flow(
    "standing order",
    ("active", "paused", "ended"),
    "active",
    {
        "change": (("active",), "active"),
        "pause": (("active",), "paused"),
        "resume": (("paused",), "active"),
        "end": (("active", "paused"), "ended"),
    },
)

QUOTE = Flow(
    "quote",
    ("draft", "sent", "accepted", "ordered", "declined", "expired", "superseded"),
    "draft",
    {
        "change": (("draft",), "draft"),
        "send": (("draft",), "sent"),
        "accept": (("sent",), "accepted"),
        "order": (("accepted",), "ordered"),
        "order_part": (("accepted",), "accepted"),
        "lapse": (("accepted",), "ordered"),
        "revise": (("sent", "declined", "expired"), "superseded"),
        "decline": (("draft", "sent", "accepted"), "declined"),
        "expire": (("sent",), "expired"),
    },
)
