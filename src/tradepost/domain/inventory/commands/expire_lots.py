from collections import defaultdict
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.inventory.commands._stop import hit, hold_with_positions, restate
from tradepost.domain.inventory.events import LotExpired

BATCH = 200


@command
def expire_lots(by: By) -> int:
    """Lots past their last day are for sale no more; their promises follow as by quarantine_lot.

    The first 200, oldest day first; gives how many it were. Repeated until it gives 0.
    """
    due = [
        row[0]
        for row in sql.rows(
            """select id from inventory_lot where expires_on < %s and expired_at is null
               order by expires_on, id limit %s""",
            [by.now.date(), BATCH],
        )
    ]
    if not due:
        return 0
    held = hold_with_positions(due)
    # A twin may have been faster, or a day was changed while we waited.
    done = sql.rows(
        """update inventory_lot l set expired_at = %s
           where id = any(%s::uuid[]) and expires_on < %s and expired_at is null
           returning id, code, item_id, expires_on, state""",
        [by.now, due, by.now.date()],
    )
    followed = restate(held, [row[0] for row in done if row[4] == "usable"], stop=True)
    orders: dict[UUID, set[UUID]] = defaultdict(set)
    for lost in hit(followed.lost):
        orders[lost.item_id].add(lost.document_id)
    publish(
        by,
        *[
            LotExpired(lot_id, code, item_id, expires_on, sorted(orders[item_id]))
            for lot_id, code, item_id, expires_on, _ in sorted(done)
        ],
    )
    return len(due)
