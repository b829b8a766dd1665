from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._kept import end_kept
from tradepost.domain.pricing.events import DiscountEnded
from tradepost.domain.pricing.models import DiscountRule


@command
def end_discounts(by: By, *, discount_ids: Sequence[UUID], ends_on: date | None = None) -> int:
    """From `ends_on` (None: today) these discounts are given no more; gives how many were changed.

    One that had not begun by then is deleted; the others stay with their end, for drafts of an earlier day. Raises
    NotFound when one is missing, and Invalid for a day that has passed.
    """
    day, ended = end_kept(by, DiscountRule, discount_ids, ends_on)
    publish(by, *(DiscountEnded(row_id, name, day) for row_id, name in ended))
    return len(ended)
