"""What `tradepost verify` asks of the stock ledger: balances, positions, promises, cost layers against their rows."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference
from tradepost.domain.inventory.models.place import REAL_SQL, UNSELLABLE_SQL

# Each statement gives, for every difference: (row, item, warehouse or none, place or none, lot or none, document or
# none, what, expected, found). The document is of a room above, which knows its number.
_CHECKS = (
    (
        "I7",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'stock of a kit itself',
                  '0', (p.on_hand + p.unsellable)::text
           from inventory_position p
           where p.on_hand + p.unsellable > 0 and p.item_id in (select kit_id from catalog_kit_part)""",
    ),
    (
        "I7",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'of a kit',
                  case when p.is_kit then 'no' else 'yes' end, case when p.is_kit then 'yes' else 'no' end
           from inventory_position p
           where p.is_kit <> (p.item_id in (select kit_id from catalog_kit_part)) and p.on_hand + p.unsellable = 0""",
    ),
    (
        "I2",
        f"""with m as (
              select item_id, place_id, lot_id, sum(quantity)::bigint as quantity from (
                select m.item_id, m.to_place_id as place_id, m.lot_id, m.quantity from inventory_move m
                union all
                select m.item_id, m.from_place_id, m.lot_id, -m.quantity from inventory_move m) x
              where place_id in (select id from inventory_place where kind in {REAL_SQL})
              group by item_id, place_id, lot_id)
            select 'balance', coalesce(m.item_id, b.item_id), null::uuid, coalesce(m.place_id, b.place_id),
                   coalesce(m.lot_id, b.lot_id), null::uuid, 'on hand',
                   coalesce(m.quantity, 0)::text, coalesce(b.on_hand, 0)::text
            from m full join inventory_balance b on b.item_id = m.item_id and b.place_id = m.place_id
              and b.lot_id is not distinct from m.lot_id
            where coalesce(m.quantity, 0) <> coalesce(b.on_hand, 0)""",  # noqa: S608 constants only
    ),
    (
        "I3",
        """select 'balance', b.item_id, null::uuid, b.place_id, b.lot_id, null::uuid, 'reserved',
                  coalesce(sum(r.quantity), 0)::text, b.reserved::text
           from inventory_balance b left join inventory_reserve r on r.balance_id = b.id
           group by b.id having coalesce(sum(r.quantity), 0) <> b.reserved""",
    ),
    (
        "I2",
        f"""with b as (
              select p.warehouse_id, b.item_id,
                     sum(case when p.kind in {UNSELLABLE_SQL} then 0 when l.stopped then b.reserved else b.on_hand end)
                       as on_hand,
                     sum(case when p.kind in {UNSELLABLE_SQL} then b.on_hand when l.stopped then b.on_hand - b.reserved
                              else 0 end) as unsellable
              from inventory_balance b join inventory_place p on p.id = b.place_id and p.kind in {REAL_SQL}
                left join (select id, state <> 'usable' or expired_at is not null as stopped from inventory_lot) l
                  on l.id = b.lot_id
              group by 1, 2)
            select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'on hand and unsellable',
                   coalesce(b.on_hand, 0) || ' and ' || coalesce(b.unsellable, 0), p.on_hand || ' and ' || p.unsellable
            from inventory_position p left join b on b.warehouse_id = p.warehouse_id and b.item_id = p.item_id
            where (coalesce(b.on_hand, 0), coalesce(b.unsellable, 0)) <> (p.on_hand, p.unsellable)""",  # noqa: S608 constants only
    ),
    (
        "I3",
        """with d as (
             select warehouse_id, item_id, sum(promised_stock) as promised, sum(backordered) as backordered
             from inventory_demand group by 1, 2)
           select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'promised and backordered',
                  coalesce(d.promised, 0) || ' and ' || coalesce(d.backordered, 0),
                  p.promised || ' and ' || p.backordered
           from inventory_position p left join d on d.warehouse_id = p.warehouse_id and d.item_id = p.item_id
           where (coalesce(d.promised, 0), coalesce(d.backordered, 0)) <> (p.promised, p.backordered)""",
    ),
    (
        "I3",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'incoming',
                  coalesce(sum(s.quantity), 0)::text, p.incoming::text
           from inventory_position p left join inventory_supply s
             on s.warehouse_id = p.warehouse_id and s.item_id = p.item_id and s.quantity > 0
           group by p.id having coalesce(sum(s.quantity), 0) <> p.incoming""",
    ),
    (
        "I3",
        """select 'supply', s.item_id, s.warehouse_id, null::uuid, null::uuid, s.source_id, 'promised',
                  coalesce(sum(p.quantity), 0)::text, s.promised::text
           from inventory_supply s left join inventory_promise p on p.supply_id = s.id
           group by s.id having coalesce(sum(p.quantity), 0) <> s.promised""",
    ),
    (
        "I12",
        """select 'demand', d.item_id, d.warehouse_id, null::uuid, null::uuid, d.document_id,
                  'promises from stock and from supply',
                  coalesce(sum(p.quantity) filter (where p.supply_id is null), 0) || ' and '
                    || coalesce(sum(p.quantity) filter (where p.supply_id is not null), 0),
                  d.promised_stock || ' and ' || d.promised_supply
           from inventory_demand d left join inventory_promise p on p.demand_id = d.id
           group by d.id having coalesce(sum(p.quantity) filter (where p.supply_id is null), 0) <> d.promised_stock
             or coalesce(sum(p.quantity) filter (where p.supply_id is not null), 0) <> d.promised_supply""",
    ),
    (
        "I3",
        """select 'demand', d.item_id, d.warehouse_id, null::uuid, null::uuid, d.document_id, 'reserved',
                  coalesce(sum(r.quantity), 0)::text, d.reserved::text
           from inventory_demand d left join inventory_reserve r on r.demand_id = d.id
           group by d.id having coalesce(sum(r.quantity), 0) <> d.reserved""",
    ),
    (
        "I10",
        """select 'serial', l.item_id, null::uuid, null::uuid, l.id, null::uuid, 'pieces in stock', 'at most 1',
                  sum(b.on_hand)::text
           from inventory_balance b join inventory_lot l on l.id = b.lot_id
             join catalog_item i on i.id = l.item_id and i.tracking = 'serial'
           group by l.id having sum(b.on_hand) > 1 or bool_or(not b.serial)""",
    ),
    (
        "I14",
        f"""with m as (
              select item_id, warehouse_id, sum(value) as value from (
                select m.item_id, p.warehouse_id, m.value from inventory_move m
                  join inventory_place p on p.id = m.to_place_id and p.kind in {REAL_SQL}
                union all
                select m.item_id, p.warehouse_id, -m.value from inventory_move m
                  join inventory_place p on p.id = m.from_place_id and p.kind in {REAL_SQL}) x group by 1, 2)
            select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'value',
                   coalesce(m.value, 0)::text, p.value::text
            from inventory_position p left join m on m.item_id = p.item_id and m.warehouse_id = p.warehouse_id
            where coalesce(m.value, 0) <> p.value""",  # noqa: S608 constants only
    ),
    (
        "I2",
        f"""with m as (
              select o.id, x.month, sum(x.quantity)::bigint as quantity, sum(x.value) as value from (
                select m.item_id, p.warehouse_id, date_trunc('month', m.at at time zone 'UTC')::date as month,
                       m.quantity, m.value
                  from inventory_move m join inventory_place p on p.id = m.to_place_id and p.kind in {REAL_SQL}
                union all
                select m.item_id, p.warehouse_id, date_trunc('month', m.at at time zone 'UTC')::date,
                       -m.quantity, -m.value
                  from inventory_move m join inventory_place p on p.id = m.from_place_id and p.kind in {REAL_SQL}) x
                join inventory_stock_month s on s.month = x.month and s.summed
                join inventory_position o on o.item_id = x.item_id and o.warehouse_id = x.warehouse_id
              group by 1, 2 having sum(x.quantity) <> 0 or sum(x.value) <> 0),
            s as (select s.* from inventory_month_sum s join inventory_stock_month t on t.month = s.month and t.summed)
            select 'position', o.item_id, o.warehouse_id, null::uuid, null::uuid, null::uuid,
                   'moves of ' || to_char(coalesce(m.month, s.month), 'YYYY-MM'),
                   coalesce(m.quantity, 0) || ' worth ' || coalesce(m.value, 0),
                   coalesce(s.quantity, 0) || ' worth ' || coalesce(s.value, 0)
            from m full join s on s.position_id = m.id and s.month = m.month
              join inventory_position o on o.id = coalesce(m.id, s.position_id)
            where (coalesce(m.quantity, 0), coalesce(m.value, 0)) <> (coalesce(s.quantity, 0), coalesce(s.value, 0))""",  # noqa: S608 constants only
    ),
    (
        "I2",
        f"""select 'balance', x.item_id, null::uuid, x.place_id, x.lot_id, null::uuid,
                  'moves of ' || to_char(x.month, 'YYYY-MM'), sum(x.moved)::text, sum(x.summed)::text
            from (select m.item_id, m.to_place_id as place_id, m.lot_id,
                         date_trunc('month', m.at at time zone 'UTC')::date as month, m.quantity as moved, 0 as summed
                    from inventory_move m
                  union all
                  select m.item_id, m.from_place_id, m.lot_id, date_trunc('month', m.at at time zone 'UTC')::date,
                         -m.quantity, 0 from inventory_move m
                  union all
                  select item_id, place_id, lot_id, month, 0, quantity from inventory_place_sum where not of_year) x
              join inventory_place p on p.id = x.place_id and p.kind in {REAL_SQL}
              join inventory_stock_month s on s.month = x.month and s.summed
            group by x.item_id, x.place_id, x.lot_id, x.month having sum(x.moved) <> sum(x.summed)""",  # noqa: S608 constants only
    ),
    (
        "I2",
        """select 'balance', x.item_id, null::uuid, x.place_id, x.lot_id, null::uuid,
                  'moves of ' || to_char(x.year, 'YYYY'), sum(x.of_months)::text, sum(x.of_year)::text
           from (select item_id, place_id, lot_id, date_trunc('year', month)::date as year, quantity as of_months,
                        0 as of_year
                   from inventory_place_sum where not of_year
                    and month in (select month from inventory_stock_month where summed)
                 union all
                 select item_id, place_id, lot_id, month, 0, quantity from inventory_place_sum where of_year) x
             join inventory_stock_month s on s.month = (x.year + interval '11 months')::date and s.summed
           group by x.item_id, x.place_id, x.lot_id, x.year having sum(x.of_months) <> sum(x.of_year)""",
    ),
    (
        "I14",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'cost layers',
                  p.on_hand + p.unsellable || ' worth ' || p.value,
                  coalesce(l.quantity, 0) || ' worth ' || coalesce(l.value, 0)
           from inventory_position p left join (
             select item_id, warehouse_id, sum(quantity_left) as quantity, sum(value_left) as value
             from inventory_layer group by 1, 2) l on l.item_id = p.item_id and l.warehouse_id = p.warehouse_id
           where coalesce(l.quantity, 0) <> case when p.fifo then p.on_hand + p.unsellable else 0 end
             or coalesce(l.value, 0) <> case when p.fifo then p.value else 0 end""",
    ),
    (
        "I14",
        """with l as (
             select item_id, warehouse_id, id, quantity, quantity_left,
                    coalesce(sum(quantity) over (partition by item_id, warehouse_id order by id
                      rows between 1 following and unbounded following), 0) as later
             from inventory_layer)
           select 'cost layer ' || l.id, l.item_id, l.warehouse_id, null::uuid, null::uuid, null::uuid,
                  'left, first in first out',
                  least(greatest(p.on_hand + p.unsellable - l.later, 0), l.quantity)::text, l.quantity_left::text
           from l join inventory_position p on p.item_id = l.item_id and p.warehouse_id = l.warehouse_id
           where p.fifo and least(greatest(p.on_hand + p.unsellable - l.later, 0), l.quantity) <> l.quantity_left""",
    ),
    (
        "I7",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'costing', i.costing,
                  case when p.fifo then 'fifo' else 'average' end
           from inventory_position p join catalog_item i on i.id = p.item_id
           where p.fifo <> (i.costing = 'fifo')""",
    ),
    (
        "I7",
        """select 'position', p.item_id, p.warehouse_id, null::uuid, null::uuid, null::uuid, 'whose goods',
                  case when w.supplier_id is null then 'ours' else 'a supplier''s' end,
                  case when p.of_supplier then 'a supplier''s' else 'ours' end
           from inventory_position p join inventory_warehouse w on w.id = p.warehouse_id
           where p.of_supplier <> (w.supplier_id is not null)""",
    ),
    (
        "I2",
        """select 'closed place', b.item_id, p.warehouse_id, p.id, b.lot_id, null::uuid, 'on hand', '0', b.on_hand::text
           from inventory_place p join inventory_balance b on b.place_id = p.id and b.on_hand > 0
           where p.closed_at is not null""",
    ),
)

# A person looks for an item by its SKU and for goods by their place. The names come with the differences, which
# are few, in the same statement.
_NAMED = """
    select concat(x.row, ' of ', i.sku, ' at ' || p.code, ', lot ' || t.code, ' in ' || w.code),
           x.what, x.expected, x.found, x.document_id
    from ({statement}) x(row, item_id, warehouse_id, place_id, lot_id, document_id, what, expected, found)
    join catalog_item i on i.id = x.item_id
    left join inventory_place p on p.id = x.place_id
    left join inventory_lot t on t.id = x.lot_id
    left join inventory_warehouse w on w.id = coalesce(x.warehouse_id, p.warehouse_id)
    order by i.sku, w.code, p.code, t.code, x.document_id"""


def differences() -> Iterator[Difference]:
    """Every balance, position, promise and reserve that does not follow from its rows: one statement a check."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found, document_id in sql.differing(_NAMED.format(statement=statement)):
            yield Difference(invariant, document, what, expected, found, document_id)
