"""What `tradepost verify` asks of the stock ledger: balances, positions and promises against their rows."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

_REAL = "('bin', 'receiving', 'packing', 'quarantine')"

# Each statement gives (document, what, expected, found) for every difference.
_CHECKS = (
    (
        "I2",
        f"""with m as (
              select item_id, place_id, lot_id, sum(quantity)::bigint as quantity from (
                select m.item_id, m.to_place_id as place_id, m.lot_id, m.quantity from inventory_move m
                union all
                select m.item_id, m.from_place_id, m.lot_id, -m.quantity from inventory_move m) x
              where place_id in (select id from inventory_place where kind in {_REAL})
              group by item_id, place_id, lot_id)
            select 'balance of item ' || coalesce(m.item_id, b.item_id), 'on hand',
                   coalesce(m.quantity, 0)::text, coalesce(b.on_hand, 0)::text
            from m full join inventory_balance b on b.item_id = m.item_id and b.place_id = m.place_id
              and b.lot_id is not distinct from m.lot_id
            where coalesce(m.quantity, 0) <> coalesce(b.on_hand, 0)""",  # noqa: S608 constants only
    ),
    (
        "I3",
        """select 'balance ' || b.id, 'reserved', coalesce(sum(r.quantity), 0)::text, b.reserved::text
           from inventory_balance b left join inventory_reserve r on r.balance_id = b.id
           group by b.id having coalesce(sum(r.quantity), 0) <> b.reserved""",
    ),
    (
        "I2",
        f"""with b as (
              select p.warehouse_id, b.item_id,
                     sum(b.on_hand) filter (where p.kind <> 'quarantine') as on_hand,
                     sum(b.on_hand) filter (where p.kind = 'quarantine') as unsellable
              from inventory_balance b join inventory_place p on p.id = b.place_id and p.kind in {_REAL} group by 1, 2)
            select 'position of item ' || p.item_id, 'on hand and unsellable',
                   coalesce(b.on_hand, 0) || ' and ' || coalesce(b.unsellable, 0), p.on_hand || ' and ' || p.unsellable
            from inventory_position p left join b on b.warehouse_id = p.warehouse_id and b.item_id = p.item_id
            where (coalesce(b.on_hand, 0), coalesce(b.unsellable, 0)) <> (p.on_hand, p.unsellable)""",  # noqa: S608 constants only
    ),
    (
        "I3",
        """with d as (
             select warehouse_id, item_id, sum(promised_stock) as promised, sum(backordered) as backordered
             from inventory_demand group by 1, 2)
           select 'position of item ' || p.item_id, 'promised and backordered',
                  coalesce(d.promised, 0) || ' and ' || coalesce(d.backordered, 0),
                  p.promised || ' and ' || p.backordered
           from inventory_position p left join d on d.warehouse_id = p.warehouse_id and d.item_id = p.item_id
           where (coalesce(d.promised, 0), coalesce(d.backordered, 0)) <> (p.promised, p.backordered)""",
    ),
    (
        "I3",
        """select 'position of item ' || p.item_id, 'incoming', coalesce(sum(s.quantity), 0)::text, p.incoming::text
           from inventory_position p left join inventory_supply s
             on s.warehouse_id = p.warehouse_id and s.item_id = p.item_id and s.quantity > 0
           group by p.id having coalesce(sum(s.quantity), 0) <> p.incoming""",
    ),
    (
        "I3",
        """select 'supply ' || s.id, 'promised', coalesce(sum(p.quantity), 0)::text, s.promised::text
           from inventory_supply s left join inventory_promise p on p.supply_id = s.id
           group by s.id having coalesce(sum(p.quantity), 0) <> s.promised""",
    ),
    (
        "I12",
        """select 'demand ' || d.id, 'promises from stock and from supply',
                  coalesce(sum(p.quantity) filter (where p.supply_id is null), 0) || ' and '
                    || coalesce(sum(p.quantity) filter (where p.supply_id is not null), 0),
                  d.promised_stock || ' and ' || d.promised_supply
           from inventory_demand d left join inventory_promise p on p.demand_id = d.id
           group by d.id having coalesce(sum(p.quantity) filter (where p.supply_id is null), 0) <> d.promised_stock
             or coalesce(sum(p.quantity) filter (where p.supply_id is not null), 0) <> d.promised_supply""",
    ),
    (
        "I3",
        """select 'demand ' || d.id, 'reserved', coalesce(sum(r.quantity), 0)::text, d.reserved::text
           from inventory_demand d left join inventory_reserve r on r.demand_id = d.id
           group by d.id having coalesce(sum(r.quantity), 0) <> d.reserved""",
    ),
    (
        "I14",
        f"""with m as (
              select item_id, warehouse_id, sum(value) as value from (
                select m.item_id, p.warehouse_id, m.value from inventory_move m
                  join inventory_place p on p.id = m.to_place_id and p.kind in {_REAL}
                union all
                select m.item_id, p.warehouse_id, -m.value from inventory_move m
                  join inventory_place p on p.id = m.from_place_id and p.kind in {_REAL}) x group by 1, 2)
            select 'position of item ' || p.item_id, 'value', coalesce(m.value, 0)::text, p.value::text
            from inventory_position p left join m on m.item_id = p.item_id and m.warehouse_id = p.warehouse_id
            where coalesce(m.value, 0) <> p.value""",  # noqa: S608 constants only
    ),
)


def differences() -> Iterator[Difference]:
    """Every balance, position, promise and reserve that does not follow from its rows."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.rows(statement):
            yield Difference(invariant, document, what, expected, found)
