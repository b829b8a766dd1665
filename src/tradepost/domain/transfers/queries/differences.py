"""Stored against derived: what is on the way (I2, I14), counters (I7), what is promised for it (I12), events (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I2",
        """with m as (
             select m.item_id, m.lot_id, sum(case when t.kind = 'transit' then m.quantity else 0 end
               - case when f.kind = 'transit' then m.quantity else 0 end) as quantity,
               sum(case when t.kind = 'transit' then m.value else 0 end
               - case when f.kind = 'transit' then m.value else 0 end) as value
             from inventory_move m join inventory_place f on f.id = m.from_place_id
               join inventory_place t on t.id = m.to_place_id
             where 'transit' in (f.kind, t.kind) group by 1, 2),
           l as (
             select n.item_id, l.lot_id, sum(l.sent - l.received - l.stayed - l.lost) as quantity,
                    sum(l.open_value) as value
             from transfers_load l join transfers_line n on n.id = l.line_id group by 1, 2)
           select i.sku || coalesce(', lot ' || o.code, ''), 'on the way, and its worth',
                  coalesce(l.quantity, 0) || ' and ' || coalesce(l.value, 0)::numeric(18, 4),
                  coalesce(m.quantity, 0) || ' and ' || coalesce(m.value, 0)::numeric(18, 4)
           from l full join m on m.item_id = l.item_id and m.lot_id is not distinct from l.lot_id
             join catalog_item i on i.id = coalesce(l.item_id, m.item_id)
             left join inventory_lot o on o.id = coalesce(l.lot_id, m.lot_id)
           where (coalesce(l.quantity, 0), coalesce(l.value, 0)) <> (coalesce(m.quantity, 0), coalesce(m.value, 0))""",
    ),
    (
        "I14",
        """select 'account 1410', 'stock on its way', coalesce(t.value, 0)::numeric(18, 4)::text,
                  coalesce(a.value, 0)::numeric(18, 4)::text
           from (select sum(open_value) as value from transfers_load) t,
                (select sum(base_amount) as value from accounts_posting where account = '1410') a
           where coalesce(t.value, 0) <> coalesce(a.value, 0)""",
    ),
    (
        "I7",
        """select t.number || ' line ' || n.position, c.what, c.expected::text, c.found::text
           from transfers_line n join transfers_transfer t on t.id = n.transfer_id
           left join (
             select line_id, sum(sent) as sent, sum(received) as received, sum(damaged) as damaged,
                    sum(stayed) as stayed, sum(lost) as lost from transfers_load group by line_id) l on l.line_id = n.id
           cross join lateral (values
             ('sent', coalesce(l.sent, 0), n.sent), ('received', coalesce(l.received, 0), n.received),
             ('damaged', coalesce(l.damaged, 0), n.damaged), ('stayed', coalesce(l.stayed, 0), n.stayed),
             ('lost', coalesce(l.lost, 0), n.lost)) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I7",
        """select t.number, c.what, c.expected::text, c.found::text
           from transfers_transfer t
           left join (select transfer_id, count(*) as lines from transfers_line group by 1) n on n.transfer_id = t.id
           left join (
             select n.transfer_id, sum(l.sent - l.received - l.stayed - l.lost) as open, sum(l.open_value) as value
             from transfers_load l join transfers_line n on n.id = l.line_id group by 1) l on l.transfer_id = t.id
           cross join lateral (values
             ('lines', coalesce(n.lines, 0), t.lines_count::numeric),
             ('on the way', coalesce(l.open, 0), t.open_quantity),
             ('worth on the way', coalesce(l.value, 0), t.open_value)) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I7",
        """select t.number, 'missing, to be settled', t.open_quantity::text, coalesce(d.quantity, 0)::text
           from transfers_transfer t left join (
             select transfer_id, sum(quantity) as quantity from transfers_discrepancy
             where kind = 'missing' and state = 'open' group by 1) d on d.transfer_id = t.id
           where coalesce(d.quantity, 0) <> case when t.state = 'received' then t.open_quantity else 0 end""",
    ),
    (
        "I12",
        """select t.number || ' line ' || n.position, 'wanted and set aside, and expected',
                  x.held || ' and ' || x.held || ' and ' || x.coming,
                  coalesce(d.quantity, 0) || ' and ' || coalesce(d.reserved, 0) || ' and ' || coalesce(s.quantity, 0)
           from transfers_line n join transfers_transfer t on t.id = n.transfer_id
             cross join lateral (select
               case when t.state = 'released' then n.released else 0 end as held,
               case t.state when 'released' then n.released
                 when 'in_transit' then n.sent - n.received - n.stayed - n.lost else 0 end as coming) x
             left join inventory_demand d on d.id = n.id left join inventory_supply s on s.id = n.id
           where (x.held, x.held, x.coming)
             <> (coalesce(d.quantity, 0), coalesce(d.reserved, 0), coalesce(s.quantity, 0))""",
    ),
    (
        "I15",
        """select t.number, 'event transfers.drafted', 'one', 'none' from transfers_transfer t
           where not exists (select 1 from base_event e where e.subject_id = t.id and e.name = 'transfers.drafted')""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room that its rows, or the ledgers, do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
