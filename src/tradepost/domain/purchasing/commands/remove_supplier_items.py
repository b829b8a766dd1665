from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.purchasing.events import SupplierItemsRemoved


@command
def remove_supplier_items(by: By, *, offers: Sequence[tuple[UUID, UUID]]) -> int:
    """Remove offers, by supplier and item; gives how many there were. Purchase orders keep what they copied."""
    gone = sql.rows(
        """delete from purchasing_supplier_item o using unnest(%s::uuid[], %s::uuid[]) as t(supplier_id, item_id)
           where o.supplier_id = t.supplier_id and o.item_id = t.item_id returning o.supplier_id""",
        [[supplier_id for supplier_id, _ in offers], [item_id for _, item_id in offers]],
    )
    counts = Counter(supplier_id for (supplier_id,) in gone)
    publish(by, *(SupplierItemsRemoved(supplier_id, items) for supplier_id, items in sorted(counts.items())))
    return len(gone)
