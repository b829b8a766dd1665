from tradepost.base.flows import Flow

INVOICE = Flow(
    name="invoice",
    states=("draft", "posted"),
    initial="draft",
    verbs={"post": (("draft",), "posted")},
)
