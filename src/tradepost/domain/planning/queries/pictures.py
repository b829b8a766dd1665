from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.planning.rules import Picture


def pictures(warehouse_id: UUID, item_ids: Sequence[UUID] | None = None) -> list[Picture]:
    """Every item that has a reorder rule or backorders in this warehouse (or just `item_ids`), by sku.

    Only those that lack something, unless items are named. One statement.
    """
    found = sql.rows_as(
        Picture,
        """with peg as (select item_id, sum(promised)::bigint as promised from inventory_supply
                        where warehouse_id = %(warehouse)s and quantity > 0 group by item_id),
                unsent as (select l.item_id, sum(l.ordered - l.cancelled)::bigint as quantity
                           from purchasing_purchase_order o
                           join purchasing_purchase_order_line l on l.purchase_order_id = o.id
                           where o.warehouse_id = %(warehouse)s and o.state in ('draft', 'approved')
                           group by l.item_id)
           select i.id, i.sku, i.name, i.base_unit, i.state = 'active',
                  coalesce(p.on_hand, 0), coalesce(p.promised, 0), coalesce(p.incoming, 0),
                  coalesce(peg.promised, 0), coalesce(unsent.quantity, 0), coalesce(p.backordered, 0),
                  coalesce(r.reorder_point, 0), coalesce(r.order_up_to, 0), r.supplier_id
           from catalog_item i
           left join planning_reorder_rule r on r.item_id = i.id and r.warehouse_id = %(warehouse)s
           left join inventory_position p on p.item_id = i.id and p.warehouse_id = %(warehouse)s
           left join peg on peg.item_id = i.id
           left join unsent on unsent.item_id = i.id
           where case when %(items)s::uuid[] is null then r.id is not null or p.backordered > 0
                      else i.id = any(%(items)s::uuid[]) end
           order by i.sku, i.id""",
        {"warehouse": warehouse_id, "items": None if item_ids is None else list(item_ids)},
    )
    return found if item_ids is not None else [picture for picture in found if picture.missing]
