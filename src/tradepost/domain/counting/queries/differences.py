"""Stored against derived: what was posted (I2), counters, values and numbers of counts (I7), events (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I2",
        """with m as (
             select p.id as count_id, m.item_id, m.lot_id, r.id as place_id,
                    sum(case when m.to_place_id = r.id then m.quantity else -m.quantity end) as moved
             from inventory_posting p join inventory_move m on m.posting_id = p.id
               join inventory_place r on r.id in (m.from_place_id, m.to_place_id) and r.kind <> 'loss'
             where p.kind = 'count' group by p.id, m.item_id, m.lot_id, r.id),
           l as (
             select l.count_id, l.item_id, l.lot_id, l.place_id, l.difference
             from counting_line l join counting_count c on c.id = l.count_id and c.state = 'posted'
             where l.difference <> 0)
           select coalesce(c.number, 'posting ' || m.count_id), i.sku || ' at ' || p.code || ', posted',
                  coalesce(l.difference, 0)::text, coalesce(m.moved, 0)::text
           from l full join m on m.count_id = l.count_id and m.item_id = l.item_id and m.place_id = l.place_id
             and m.lot_id is not distinct from l.lot_id
           left join counting_count c on c.id = coalesce(l.count_id, m.count_id)
           join catalog_item i on i.id = coalesce(l.item_id, m.item_id)
           join inventory_place p on p.id = coalesce(l.place_id, m.place_id)
           where coalesce(l.difference, 0) <> coalesce(m.moved, 0)""",
    ),
    (
        "I7",
        """select c.number, t.what, t.expected::text, t.found::text
           from counting_count c
           left join (
             select count_id, count(*) as lines, count(*) filter (where state = 'counted') as counted,
                    count(*) filter (where state = 'recount') as recount,
                    count(*) filter (where difference <> 0) as differing,
                    coalesce(sum(value) filter (where value > 0), 0) as found,
                    coalesce(-sum(value) filter (where value < 0), 0) as lost
             from counting_line group by count_id) l on l.count_id = c.id
           cross join lateral (values
             ('lines', coalesce(l.lines, 0), c.lines_count),
             ('lines counted', coalesce(l.counted, 0), c.counted_count),
             ('lines to be counted again', coalesce(l.recount, 0), c.recount_count),
             ('lines that differ', coalesce(l.differing, 0), c.differing_count),
             ('value found', coalesce(l.found, 0), c.found_value),
             ('value lost', coalesce(l.lost, 0), c.lost_value)) t(what, expected, found)
           where t.expected <> t.found""",
    ),
    (
        "I7",
        """select c.number, 'value posted', coalesce(m.value, 0)::text, c.value::text
           from counting_count c left join (
             select p.id, sum(case when f.kind = 'loss' then m.value else -m.value end) as value
             from inventory_posting p join inventory_move m on m.posting_id = p.id
               join inventory_place f on f.id = m.from_place_id
             where p.kind = 'count' group by p.id) m on m.id = c.id
           where coalesce(m.value, 0) <> c.value""",
    ),
    (
        "I7",
        """select c.number || ' line ' || l.position, 'counted', 'one of its entries', l.counted::text
           from counting_line l join counting_count c on c.id = l.count_id
           left join (select distinct line_id, quantity, counted_at from counting_entry) e
             on e.line_id = l.id and e.quantity = l.counted and e.counted_at = l.counted_at
           where l.state = 'counted' and e.line_id is null""",
    ),
    (
        "I7",
        """select c.number || ' line ' || l.position, 'state', 'counted or to be counted again', l.state
           from counting_line l join counting_count c on c.id = l.count_id
           join (select distinct line_id from counting_entry) e on e.line_id = l.id
           where l.state = 'open'""",
    ),
    (
        "I15",
        """select c.number, 'event counting.planned', 'one', 'none' from counting_count c
           where not exists (select 1 from base_event e where e.subject_id = c.id and e.name = 'counting.planned')""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room that its rows, or the stock ledger, do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
