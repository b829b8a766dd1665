"""What still lies of an arrival, and the cost layers of an item."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, Rows, Sum, day_range, reference
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.models import Layer
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.inventory.queries.seen import within


@dataclass(frozen=True, slots=True)
class ArrivedInput:
    """Base units that came by one line of a document: `subject_id` is what their posting is about.

    `after` came by later lines of it, of the same item and lot. `source_id` is the line.
    """

    source_id: UUID
    subject_id: UUID
    warehouse_id: UUID
    item_id: UUID
    lot_id: UUID | None
    quantity: int
    after: int = 0


@dataclass(frozen=True, slots=True)
class _Since:
    """What lies of an item and lot in a warehouse, what came after an arrival, and what its cost layers hold."""

    stock: int
    since: int
    layered: bool
    left: int


def still_lying(goods: Sequence[ArrivedInput]) -> list[int]:
    """Of each arrival, the base units that lie there yet, in the order asked; one statement for any number.

    What came first goes first. Of an item costed so, the cost layers say it; of any other, what lies of the item and
    lot in the warehouse, less what came there later.
    """
    if not goods:
        return []
    sources, subjects, warehouses, items, lots, quantities, afters = sql.columns(goods)
    found = sql.rows_as(
        _Since,
        f"""select coalesce(b.stock, 0)::bigint, coalesce(a.came, 0)::bigint, coalesce(p.fifo, false),
                   coalesce(l.quantity, 0)::bigint
            from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[])
                with ordinality as t(source_id, subject_id, warehouse_id, item_id, lot_id, n)
              left join inventory_position p on p.warehouse_id = t.warehouse_id and p.item_id = t.item_id
              left join lateral (
                select sum(quantity_left) as quantity from inventory_layer
                where source_id = t.source_id and item_id = t.item_id) l on p.fifo
              left join lateral (
                select sum(b.on_hand) as stock from inventory_balance b
                  join inventory_place q on q.id = b.place_id and q.warehouse_id = t.warehouse_id
                where b.item_id = t.item_id and b.lot_id is not distinct from t.lot_id) b on not p.fifo
              left join lateral (
                select max(m.at) as at, max(m.id) as id from inventory_posting o
                  join inventory_move m on m.posting_id = o.id and m.item_id = t.item_id
                    and m.lot_id is not distinct from t.lot_id
                where o.subject_id = t.subject_id and o.kind = 'receipt') came on b.stock > 0
              left join lateral (
                select sum(m.quantity) as came from inventory_move m
                  join inventory_place q on q.id = m.to_place_id and q.warehouse_id = t.warehouse_id
                    and q.kind in {REAL_SQL}
                  join inventory_place f on f.id = m.from_place_id
                    and (f.kind not in {REAL_SQL} or f.warehouse_id <> t.warehouse_id)
                where m.item_id = t.item_id and m.at >= came.at and (m.at, m.id) > (came.at, came.id)
                  and m.lot_id is not distinct from t.lot_id) a on came.id is not null
            order by t.n""",  # noqa: S608 constants only
        [sources, subjects, warehouses, items, lots],
    )
    return [
        min(row.left, quantity) if row.layered else rules.still_lies(quantity, row.since + after, row.stock)
        for row, quantity, after in zip(found, quantities, afters, strict=True)
    ]


def _layers(by: By) -> Rows:
    rows = Layer.objects.filter(quantity_left__gt=0).select_related("item", "warehouse", "posting")
    return within(rows, by, "warehouse_id")


LAYERS: Listing[Layer] = Listing(
    name="layers",
    rows=_layers,
    sorts={
        "leaves": ("warehouse__code", "id"),
        "received": ("received_at", "id"),
        "value": ("value_left", "id"),
    },
    default_sort="leaves",
    filters={
        "item": reference("Item", "item_id"),
        "warehouse": reference("Warehouse", "warehouse_id"),
        "category": reference("Category", "item__category_id"),
        "received": day_range("Came", "received_at"),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
    sums={"quantity": Sum("Still there", "quantity_left"), "value": Sum("Value", "value_left")},
)
"""What is left of the arrivals of items costed first in, first out, in the order in which it leaves; for who may read
costs."""
