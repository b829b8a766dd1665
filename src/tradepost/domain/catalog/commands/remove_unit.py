from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.catalog.events import UnitRemoved


@command
def remove_units(by: By, *, units: Sequence[tuple[UUID, str]]) -> int:
    """Remove units of items, by item and name, with their codes; gives how many there were."""
    asked = [[item_id for item_id, _ in units], [name for _, name in units]]
    gone = sql.rows(
        """delete from catalog_unit u using unnest(%s::uuid[], %s::text[]) as t(item_id, name)
           where u.item_id = t.item_id and lower(u.name) = lower(t.name) returning u.item_id, u.name""",
        asked,
    )
    sql.run(
        """delete from catalog_code c using unnest(%s::uuid[], %s::text[]) as t(item_id, name)
           where c.item_id = t.item_id and lower(c.unit) = lower(t.name)""",
        asked,
    )
    publish(by, *(UnitRemoved(item_id, name) for item_id, name in gone))
    return len(gone)
