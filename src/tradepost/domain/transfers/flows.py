"""Transfer: from the wish to the last pallet. How much is sent and received is counted on its lines."""

from tradepost.base.flows import Flow

TRANSFER = Flow(
    name="transfer",
    states=("draft", "released", "in_transit", "received", "cancelled"),
    initial="draft",
    verbs={
        "change": (("draft",), "draft"),
        "release": (("draft",), "released"),
        "dispatch": (("released",), "in_transit"),
        "delay": (("in_transit",), "in_transit"),
        "receive": (("in_transit",), "in_transit"),
        "finish": (("in_transit",), "received"),
        "cancel": (("draft", "released"), "cancelled"),
    },
)
DISCREPANCY = Flow(
    name="discrepancy",
    states=("open", "settled"),
    initial="open",
    verbs={"settle": (("open",), "settled")},
)
