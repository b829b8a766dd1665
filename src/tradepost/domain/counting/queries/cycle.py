"""Which items turn over how much, and when each was counted last."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql


def turnover(warehouse_id: UUID, since: datetime) -> list[tuple[UUID, Decimal, int]]:
    """(item, what went to customers since at cost, lines it lies on) of all in a warehouse; one statement."""
    return sql.rows(
        """select o.item_id, coalesce(s.value, 0), k.lines
           from (select b.item_id, count(*) as lines from inventory_balance b
                   join inventory_place p on p.id = b.place_id
                 where p.warehouse_id = %s and b.on_hand > 0 group by b.item_id) k
             join inventory_position o on o.item_id = k.item_id and o.warehouse_id = %s
             left join (
             select m.item_id, sum(m.value) as value
             from inventory_place t join inventory_move m on m.to_place_id = t.id and m.at >= %s
             where t.warehouse_id = %s and t.kind = 'customer' group by m.item_id) s on s.item_id = o.item_id
           order by o.item_id""",
        [warehouse_id, warehouse_id, since, warehouse_id],
    )


def last_counted(warehouse_id: UUID) -> dict[UUID, datetime | None]:
    """When each item was counted last in a warehouse; None while an open count is about it."""
    found = sql.rows(
        """select item_id, case when bool_or(open) then null else max(at) end from (
             select l.item_id, c.state in ('planned', 'counting', 'review') as open,
                    case when c.state = 'posted' then l.counted_at end as at
             from counting_line l join counting_count c on c.id = l.count_id
             where c.warehouse_id = %(warehouse)s and c.state <> 'cancelled'
             union all
             select i.item_id, true, null from counting_count_item i join counting_count c on c.id = i.count_id
             where c.warehouse_id = %(warehouse)s and c.state = 'planned') t
           group by item_id having bool_or(open) or max(at) is not null""",
        {"warehouse": warehouse_id},
    )
    return dict(found)
