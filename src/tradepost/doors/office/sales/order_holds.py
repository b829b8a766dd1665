"""The holds of an order, as its page lists them."""

from typing import Any

from django.utils.translation import gettext_lazy

from tradepost.domain.sales.models import Hold
from tradepost.doors.office.parts.timeline import HOLD_REASONS
from tradepost.render.screens.columns import Column
from tradepost.render.sentences import said


def hold_row(hold: Hold) -> dict[str, Any]:
    """One hold, in force or released."""
    return {
        "reason": HOLD_REASONS.get(hold.reason, hold.reason),
        "note": said(hold.note),
        "state": "done" if hold.released_at else "held",
        "placed_at": hold.placed_at,
        "placed_by": hold.placed_by,
        "released_at": hold.released_at,
        "released": " · ".join(part for part in (hold.released_by, hold.released_note) if part),
    }


HOLDS = (
    Column("reason", gettext_lazy("Reason"), note=lambda row: row["note"]),
    Column("state", gettext_lazy("State"), "state"),
    Column("placed_by", gettext_lazy("Placed by")),
    Column("placed_at", gettext_lazy("Since"), "moment", priority=2),
    Column("released", gettext_lazy("Released by"), priority=2),
    Column("released_at", gettext_lazy("Released"), "moment", priority=3),
)
