"""Correction: what is worth more than one may correct alone waits for somebody who may."""

from tradepost.base.flows import Flow

CORRECTION = Flow(
    name="correction",
    states=("waiting", "posted", "declined"),
    initial="waiting",
    verbs={
        "approve": (("waiting",), "posted"),
        "decline": (("waiting",), "declined"),
    },
)
