"""Count: from the plan to the corrected books. How far it is, is counted on its lines."""

from tradepost.base.flows import Flow

COUNT = Flow(
    name="count",
    states=("planned", "counting", "review", "posted", "cancelled"),
    initial="planned",
    verbs={
        "start": (("planned",), "counting"),
        "record": (("counting",), "counting"),
        "finish": (("counting",), "review"),
        "reopen": (("review",), "counting"),
        "post": (("review",), "posted"),
        "cancel": (("planned", "counting", "review"), "cancelled"),
    },
)
