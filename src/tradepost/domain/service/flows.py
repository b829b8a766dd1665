"""Dispute: whose turn it is, ours (open) or the customer's (waiting), until somebody says how it ended."""

from tradepost.base.flows import Flow

DISPUTE = Flow(
    name="dispute",
    states=("open", "waiting", "settled"),
    initial="open",
    verbs={
        "ask": (("open",), "waiting"),
        "take_up": (("waiting",), "open"),
        "settle": (("open", "waiting"), "settled"),
        "reopen": (("settled",), "open"),
    },
)
