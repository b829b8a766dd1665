"""What people decide about a lot. That it expired is a day, not a decision: `Lot.expired_at`."""

from tradepost.base.flows import Flow

LOT = Flow(
    "lot",
    ("usable", "quarantine", "recalled"),
    "usable",
    {
        "quarantine": (("usable",), "quarantine"),
        "recall": (("usable", "quarantine"), "recalled"),
        "release": (("quarantine", "recalled"), "usable"),
    },
)
