from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.catalog.events import ItemWithdrawn
from tradepost.domain.catalog.flows import ITEM


@command
def withdraw_items(by: By, *, item_ids: Sequence[UUID]) -> int:
    """Take items out of every list and look-up, and free their SKUs, units and codes; gives how many.

    For what was entered by mistake and cannot be removed, since the stock ledger names it: its rows are never
    erased. It does not come back.
    """
    gone = sql.rows(
        """update catalog_item set state = 'withdrawn', category_id = null, brand_id = null
           where id = any(%s::uuid[]) and state = any(%s::text[])
           returning id, sku""",
        [list(item_ids), list(ITEM.sources("withdraw"))],
    )
    ids = [item_id for item_id, _ in gone]
    sql.run("delete from catalog_code where item_id = any(%s::uuid[])", [ids])
    sql.run("delete from catalog_unit where item_id = any(%s::uuid[])", [ids])
    publish(by, *(ItemWithdrawn(item_id, sku) for item_id, sku in gone))
    return len(gone)
