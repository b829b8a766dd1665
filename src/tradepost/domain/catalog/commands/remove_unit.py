from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.catalog.events import UnitRemoved


@command
def remove_units(by: By, *, units: Sequence[tuple[UUID, str]]) -> int:
    """Remove units of items, by item and name, with their codes; gives how many there were.

    What is sold by them is sold by any unit from then on, and what is priced by such a weight by the piece.
    """
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
    sql.run(
        """update catalog_item i set sold_by = case when lower(i.sold_by) = any(t.names) then '' else i.sold_by end,
             round_to = case when lower(i.round_to) = any(t.names) then '' else i.round_to end,
             weighed_in = case when lower(i.weighed_in) = any(t.names) then '' else i.weighed_in end
           from (select item_id, array_agg(lower(name)) as names from unnest(%s::uuid[], %s::text[]) as a(item_id, name)
                 group by item_id) t
           where i.id = t.item_id
             and (lower(i.sold_by) = any(t.names) or lower(i.round_to) = any(t.names)
                  or lower(i.weighed_in) = any(t.names))""",
        asked,
    )
    publish(by, *(UnitRemoved(item_id, name) for item_id, name in gone))
    return len(gone)
