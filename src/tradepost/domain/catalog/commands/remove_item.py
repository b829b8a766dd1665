from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.catalog.events import ItemRemoved


@command
def remove_items(by: By, *, item_ids: Sequence[UUID]) -> int:
    """Remove items that nothing refers to, with their units and codes; gives how many there were.

    What they were stands in the history. An item that the stock ledger names is withdrawn instead. Raises StillUsed.
    """
    try:
        with sql.checked_at_once():
            sql.run("delete from catalog_code where item_id = any(%s::uuid[])", [list(item_ids)])
            sql.run("delete from catalog_unit where item_id = any(%s::uuid[])", [list(item_ids)])
            gone = sql.rows(
                "delete from catalog_item where id = any(%s::uuid[]) returning id, sku", [list(item_ids)]
            )
    except IntegrityError:
        raise StillUsed("One of these items is used. Discontinue it instead.") from None
    publish(by, *(ItemRemoved(item_id, sku) for item_id, sku in gone))
    return len(gone)
