"""What becomes of a mail on its way to one address. A mail as a whole stands where its worst recipient does."""

from tradepost.base.flows import Flow

RECIPIENT = Flow(
    "recipient",
    states=("queued", "sent", "delivered", "bounced", "failed", "shown"),
    initial="queued",
    verbs={
        # A worker may have died between the server's yes and our note of it, and then the bounce is faster.
        "accept": (("queued", "failed"), "sent"),
        "show": (("queued", "failed"), "shown"),
        "refuse": (("queued",), "failed"),
        "deliver": (("queued", "sent"), "delivered"),
        "bounce": (("queued", "sent", "delivered"), "bounced"),
        "retry": (("failed",), "queued"),
    },
)
