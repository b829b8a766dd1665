from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command


@command
def record_quota_freed(by: By, *, uses: Sequence[tuple[UUID, int]]) -> None:
    """Base units that were taken of prices with a quota and are not delivered: (price, quantity), each price once."""
    freed = dict(uses)
    sql.run(
        """with q as (select price_row_id from pricing_quota where price_row_id = any(%(ids)s::uuid[])
                      order by price_row_id for no key update)
           update pricing_quota p set used = p.used - t.quantity
           from unnest(%(ids)s::uuid[], %(quantities)s::bigint[]) as t(id, quantity) join q on q.price_row_id = t.id
           where p.price_row_id = t.id""",
        {"ids": list(freed), "quantities": list(freed.values())},
    )
