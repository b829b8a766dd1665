from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.pricing.events import PricesRemoved


@command
def remove_prices(by: By, *, price_ids: Sequence[UUID]) -> int:
    """Remove prices that were set by mistake; gives how many there were.

    What holds no more is ended instead: it stays to be looked at. Documents keep what they copied.
    """
    gone = sql.rows(
        "delete from pricing_price_row where id = any(%s::uuid[]) returning price_list_id", [list(price_ids)]
    )
    counts = Counter(price_list_id for (price_list_id,) in gone)
    publish(by, *(PricesRemoved(list_id, rows) for list_id, rows in sorted(counts.items())))
    return len(gone)
