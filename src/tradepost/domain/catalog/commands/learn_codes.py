from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.catalog.events import CodeAdded


@command
def learn_codes(by: By, *, party_id: UUID, codes: Sequence[tuple[UUID, str, str]]) -> int:
    """Keep what a customer calls items: (item, code, unit). Gives how many are new; one statement for any number.

    A code that already stands for something with them stays as it is. The unit is one of the item's; its base unit is
    kept as the item itself.
    """
    new = sql.rows(
        """insert into catalog_code (item_id, kind, code, party_id, unit)
           select distinct on (upper(t.code)) i.id, 'customer', t.code, %s::uuid, coalesce(u.name, '')
           from unnest(%s::uuid[], %s::text[], %s::text[]) as t(item_id, code, unit)
             join catalog_item i on i.id = t.item_id
             left join catalog_unit u on u.item_id = i.id and lower(u.name) = lower(t.unit)
           order by upper(t.code) on conflict do nothing returning item_id, code""",
        [
            party_id,
            [item_id for item_id, _, _ in codes],
            [" ".join(code.split())[:80] for _, code, _ in codes],
            [unit for _, _, unit in codes],
        ],
    )
    publish(by, *(CodeAdded(item_id, "customer", code) for item_id, code in new))
    return len(new)
