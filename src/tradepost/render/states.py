"""How a state looks: a word, a tone and a shape, so that it is read without colour."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TONES = ("quiet", "info", "active", "good", "warn", "bad")
SHAPES = ("dashed", "ring", "half", "disc", "check", "pause", "alert", "cross")


@dataclass(frozen=True, slots=True)
class StateLook:
    label: str | Promise
    tone: str = "quiet"
    shape: str = "ring"


STATES: dict[str, StateLook] = {
    # not yet binding
    "draft": StateLook(_("Draft"), "quiet", "dashed"),
    "proposed": StateLook(_("Proposed"), "quiet", "dashed"),
    "skipped": StateLook(_("Left out"), "quiet", "cross"),
    "planned": StateLook(_("Planned"), "quiet", "dashed"),
    "announced": StateLook(_("Announced"), "quiet", "dashed"),
    # waiting for somebody
    "word_wanted": StateLook(_("Buyer’s word awaited"), "info", "ring"),
    "preview": StateLook(_("Preview"), "quiet", "dashed"),
    "placed": StateLook(_("Placed"), "info", "ring"),
    "submitted": StateLook(_("Submitted"), "info", "ring"),
    "new": StateLook(_("New"), "info", "ring"),
    "open": StateLook(_("Open"), "info", "ring"),
    "sent": StateLook(_("Sent"), "info", "ring"),
    "opened": StateLook(_("Opened"), "active", "ring"),
    "revoked": StateLook(_("Revoked"), "quiet", "cross"),
    "requested": StateLook(_("Requested"), "info", "ring"),
    "pending": StateLook(_("Pending"), "info", "ring"),
    "expected": StateLook(_("Expected"), "info", "ring"),
    "queued": StateLook(_("Waiting"), "info", "ring"),
    "waiting": StateLook(_("Waiting"), "info", "ring"),
    "customers_turn": StateLook(_("The customer’s turn"), "info", "ring"),
    "scheduled": StateLook(_("Scheduled"), "info", "ring"),
    "ready": StateLook(_("Ready"), "info", "disc"),
    # under way
    "running": StateLook(_("Running"), "active", "half"),
    "accepted": StateLook(_("Accepted"), "active", "disc"),
    "acknowledged": StateLook(_("Acknowledged"), "active", "disc"),
    "authorised": StateLook(_("Authorised"), "active", "disc"),
    "approved": StateLook(_("Approved"), "active", "disc"),
    "confirmed": StateLook(_("Confirmed"), "active", "disc"),
    "released": StateLook(_("Released"), "active", "disc"),
    "issued": StateLook(_("Issued"), "active", "disc"),
    "active": StateLook(_("Active"), "active", "disc"),
    "picking": StateLook(_("Picking"), "active", "half"),
    "picked": StateLook(_("Picked"), "active", "half"),
    "packed": StateLook(_("Packed"), "active", "half"),
    "in_progress": StateLook(_("In progress"), "active", "half"),
    "in_store": StateLook(_("In a supplier’s store"), "active", "disc"),
    "in_transit": StateLook(_("On the way"), "active", "half"),
    "dispatched": StateLook(_("Dispatched"), "active", "half"),
    "partly": StateLook(_("Partly"), "active", "half"),
    "partly_promised": StateLook(_("Partly promised"), "warn", "half"),
    "partly_shipped": StateLook(_("Partly shipped"), "active", "half"),
    "partly_invoiced": StateLook(_("Partly invoiced"), "active", "half"),
    "partly_received": StateLook(_("Partly received"), "active", "half"),
    "partly_paid": StateLook(_("Partly paid"), "active", "half"),
    "counting": StateLook(_("Counting"), "active", "half"),
    "review": StateLook(_("To review"), "info", "ring"),
    "recount": StateLook(_("Count again"), "warn", "alert"),
    "begun": StateLook(_("Begun"), "warn", "half"),
    "undoing": StateLook(_("Being taken back"), "active", "half"),
    # what becomes of the rows of a file
    "checked": StateLook(_("Tried"), "info", "ring"),
    "made": StateLook(_("New"), "good", "disc"),
    "changed": StateLook(_("Changed"), "active", "half"),
    "same": StateLook(_("As it is"), "quiet", "check"),
    # done
    "kept": StateLook(_("In the books"), "good", "check"),
    "promised": StateLook(_("Promised"), "good", "check"),
    "shipped": StateLook(_("Shipped"), "good", "check"),
    "delivered": StateLook(_("Delivered"), "good", "check"),
    "received": StateLook(_("Received"), "good", "check"),
    "inspected": StateLook(_("Inspected"), "good", "check"),
    "counted": StateLook(_("Counted"), "good", "check"),
    "posted": StateLook(_("Posted"), "good", "check"),
    "invoiced": StateLook(_("Invoiced"), "good", "check"),
    "paid": StateLook(_("Paid"), "good", "check"),
    "matched": StateLook(_("Matched"), "good", "check"),
    "settled": StateLook(_("Settled"), "good", "check"),
    "dispute_settled": StateLook(pgettext_lazy("of a dispute", "Settled"), "good", "check"),
    "done": StateLook(_("Done"), "good", "check"),
    "complete": StateLook(_("Complete"), "good", "check"),
    "retired": StateLook(_("Retired"), "quiet", "check"),
    "ended": StateLook(_("Ended"), "quiet", "cross"),
    "closed": StateLook(_("Closed"), "quiet", "check"),
    "shown": StateLook(_("Shown, not sent"), "quiet", "check"),
    "credited": StateLook(_("Credited"), "quiet", "check"),
    "ordered": StateLook(_("Ordered"), "good", "check"),
    # needs a person
    "held": StateLook(_("Held"), "warn", "pause"),
    "on_hold": StateLook(_("On hold"), "warn", "pause"),
    "paused": StateLook(_("Paused"), "warn", "pause"),
    "usable": StateLook(_("Usable"), "good", "check"),
    "recalled": StateLook(_("Recalled"), "bad", "alert"),
    "quarantine": StateLook(_("Quarantine"), "warn", "pause"),
    "backordered": StateLook(_("Backordered"), "warn", "alert"),
    "slipped": StateLook(_("Later"), "warn", "alert"),
    "no_day": StateLook(_("No day any more"), "bad", "alert"),
    "earlier": StateLook(_("Earlier"), "good", "disc"),
    "first_day": StateLook(_("First day"), "info", "ring"),
    "short": StateLook(_("Short"), "warn", "alert"),
    "late": StateLook(_("Late"), "bad", "alert"),
    "overdue": StateLook(_("Overdue"), "bad", "alert"),
    "refused": StateLook(_("Refused"), "bad", "alert"),
    "failed": StateLook(_("Failed"), "bad", "alert"),
    "bounced": StateLook(_("Came back"), "bad", "alert"),
    "disputed": StateLook(_("Disputed"), "bad", "alert"),
    # over without result
    "declined": StateLook(_("Declined"), "quiet", "cross"),
    "rejected": StateLook(_("Rejected"), "quiet", "cross"),
    "superseded": StateLook(_("Superseded"), "quiet", "cross"),
    "expired": StateLook(_("Expired"), "quiet", "cross"),
    "cancelled": StateLook(_("Cancelled"), "quiet", "cross"),
    "undone": StateLook(_("Taken back"), "quiet", "cross"),
    "withdrawn": StateLook(_("Withdrawn"), "quiet", "cross"),
    "void": StateLook(_("Void"), "quiet", "cross"),
    "invited": StateLook(_("Invited"), "info", "ring"),
    "inactive": StateLook(_("Inactive"), "quiet", "cross"),
    "blocked": StateLook(_("Blocked"), "bad", "cross"),
}


def look_of(state: str) -> StateLook:
    """The look of a state; an unknown one is shown by its own word, quietly."""
    key = str(state)
    return STATES.get(key) or StateLook(key.replace("_", " ").capitalize())
