"""Return: from the customer's wish to the credit. Quantities and dispositions stand on the lines."""

from tradepost.base.flows import Flow

RETURN = Flow(
    name="return",
    states=("requested", "authorised", "received", "inspected", "settled", "rejected"),
    initial="requested",
    verbs={
        "authorise": (("requested",), "authorised"),
        "reject": (("requested", "authorised"), "rejected"),
        "receive": (("authorised",), "received"),
        "inspect": (("received",), "inspected"),
        "settle": (("inspected",), "settled"),
    },
)
