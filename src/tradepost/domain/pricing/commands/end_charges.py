from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._kept import end_kept
from tradepost.domain.pricing.events import ChargeEnded
from tradepost.domain.pricing.models import ChargeRule


@command
def end_charges(by: By, *, charge_ids: Sequence[UUID], ends_on: date | None = None) -> int:
    """From `ends_on` (None: today) these rules charge nothing more; gives how many were changed.

    As with discounts: one that had not begun by then is deleted. Raises NotFound, Invalid.
    """
    day, ended = end_kept(by, ChargeRule, charge_ids, ends_on)
    publish(by, *(ChargeEnded(row_id, name, day) for row_id, name in ended))
    return len(ended)
