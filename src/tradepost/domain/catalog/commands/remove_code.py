from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.catalog.events import CodeRemoved


@command
def remove_codes(by: By, *, codes: Sequence[tuple[UUID, str, str]]) -> int:
    """Remove codes of items, by item, kind and code; GTINs with or without leading zeros. Gives how many there were."""
    gone = sql.rows(
        """delete from catalog_code c using unnest(%s::uuid[], %s::text[], %s::text[]) as t(item_id, kind, code)
           where c.item_id = t.item_id and c.kind = t.kind
             and ltrim(upper(c.code), '0') = ltrim(upper(t.code), '0')
           returning c.item_id, c.kind, c.code""",
        [
            [item_id for item_id, _, _ in codes],
            [kind for _, kind, _ in codes],
            [code for _, _, code in codes],
        ],
    )
    publish(by, *(CodeRemoved(item_id, kind, code) for item_id, kind, code in gone))
    return len(gone)
