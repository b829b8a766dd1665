from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.commands._lists import hold_lists_of
from tradepost.domain.pricing.commands._standing import forget_prices
from tradepost.domain.pricing.events import PricesRemoved


@command
def remove_prices(by: By, *, price_ids: Sequence[UUID]) -> int:
    """Remove prices that were set by mistake; gives how many there were.

    What holds no more is ended instead: it stays to be looked at. Documents keep what they copied.
    """
    hold_lists_of(price_ids)
    counts = Counter(forget_prices(price_ids))
    publish(by, *(PricesRemoved(list_id, rows) for list_id, rows in sorted(counts.items())))
    return counts.total()
