"""Stored against derived: the counters of orders (I4) and the summaries of shipments (I7)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I4",
        """select o.number || ' line ' || l.position, c.what, c.expected::text, c.found::text
           from sales_order_line l
           join sales_order o on o.id = l.order_id
           left join (
               select f.order_line_id, sum(f.asked - f.short - f.shipped) as released,
                      sum(f.picked - f.shipped) as picked,
                      sum(f.shipped) as shipped, sum(f.returned) as returned
               from fulfilment_shipment_line f join fulfilment_shipment s on s.id = f.shipment_id
               where s.state <> 'cancelled' group by f.order_line_id
           ) f on f.order_line_id = l.id
           cross join lateral (values
               ('released', coalesce(f.released, 0), l.released), ('picked', coalesce(f.picked, 0), l.picked),
               ('shipped', coalesce(f.shipped, 0), l.shipped),
               ('returned', coalesce(f.returned, 0), l.returned)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I7",
        """select s.number, c.what, c.expected::text, c.found::text
           from fulfilment_shipment s
           left join (
               select shipment_id, count(*) as lines, sum(asked) as asked, sum(short) as short,
                      sum(picked) as picked, sum(shipped) as shipped, sum(returned) as returned,
                      sum(value) as value
               from fulfilment_shipment_line group by shipment_id
           ) l on l.shipment_id = s.id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), s.lines_count), ('asked', coalesce(l.asked, 0), s.asked_total),
               ('short', coalesce(l.short, 0), s.short_total),
               ('picked', coalesce(l.picked, 0), s.picked_total),
               ('shipped', coalesce(l.shipped, 0), s.shipped_total),
               ('returned', coalesce(l.returned, 0), s.returned_total),
               ('value', coalesce(l.value, 0), s.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I7",
        """select s.number || ' line ' || l.position, c.what, c.expected::text, c.found::text
           from fulfilment_shipment_line l
           join fulfilment_shipment s on s.id = l.shipment_id
           left join (
               select line_id, sum(asked) as asked, sum(picked) as picked,
                      sum(asked - picked) filter (where done_at is not null) as short
               from fulfilment_pick_task group by line_id
           ) t on t.line_id = l.id
           cross join lateral (values
               ('asked by tasks', coalesce(t.asked, 0), l.asked),
               ('picked by tasks', coalesce(t.picked, 0), l.picked),
               ('short by tasks', coalesce(t.short, 0), l.short),
               ('shipped', case when s.shipped_at is null then 0 else l.picked end, l.shipped)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I3",
        """select coalesce(s.number, 'reserve ' || r.id), 'reserved for a pick task',
                  coalesce(t.wanted, 0)::text, coalesce(r.quantity, 0)::text
           from (
               select t.id, t.shipment_id,
                      case when t.done_at is null then t.asked else t.picked end as wanted
               from fulfilment_pick_task t join fulfilment_shipment s on s.id = t.shipment_id
               where s.state in ('planned', 'picking', 'packed')
           ) t
           full join (
             select r.id, r.quantity from inventory_reserve r join sales_order_line o on o.id = r.demand_id
           ) r on r.id = t.id
           left join fulfilment_shipment s on s.id = t.shipment_id
           where coalesce(t.wanted, 0) <> coalesce(r.quantity, 0)""",
    ),
    (
        "I2",
        """select s.number, c.what, c.expected::text, c.found::text
           from fulfilment_shipment s
           left join (
               select p.subject_id, sum(m.quantity) as quantity, sum(m.value) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
               where p.kind = 'shipment' group by p.subject_id
           ) m on m.subject_id = s.id
           cross join lateral (values
               ('shipped by moves', coalesce(m.quantity, 0), s.shipped_total),
               ('value by moves', coalesce(m.value, 0), s.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I15",
        """select s.number, 'event of its making', 'one', 'none' from fulfilment_shipment s
           where not exists (select 1 from base_event e where e.subject_id = s.id
                             and e.name in ('fulfilment.released', 'fulfilment.shipped'))""",
    ),
    (
        "I15",
        """select s.number, 'event fulfilment.shipped', 'one', 'none' from fulfilment_shipment s
           where s.shipped_at is not null
             and not exists (select 1 from base_event e where e.subject_id = s.id and e.name = 'fulfilment.shipped')""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room, and of the orders it counts for, that its rows do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
