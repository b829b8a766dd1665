"""Stored against derived: what came back (I4), the totals of returns and of their lines (I7)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I4",
        """select s.number || ' line ' || f.position, 'returned',
                  coalesce(l.received, 0)::text, f.returned::text
           from fulfilment_shipment_line f
           join fulfilment_shipment s on s.id = f.shipment_id
           left join (
               select shipment_line_id, sum(received) as received from returns_return_line
               group by shipment_line_id
           ) l on l.shipment_line_id = f.id
           where coalesce(l.received, 0) <> f.returned""",
    ),
    (
        "I7",
        """select r.number, c.what, c.expected::text, c.found::text
           from returns_return r
           left join (
               select return_id, count(*) as lines, sum(quantity) as quantity, sum(received) as received,
                      sum(value) as value
               from returns_return_line group by return_id
           ) l on l.return_id = r.id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), r.lines_count),
               ('quantity', coalesce(l.quantity, 0), r.quantity_total),
               ('received', coalesce(l.received, 0), r.received_total),
               ('value', coalesce(l.value, 0), r.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I4",
        """select s.number || ' line ' || f.position, 'returned weight',
                  coalesce(l.milli, 0)::text, f.returned_milli::text
           from fulfilment_shipment_line f
           join fulfilment_shipment s on s.id = f.shipment_id
           left join (
               select shipment_line_id, sum(weight_milli) as milli from returns_return_line
               group by shipment_line_id
           ) l on l.shipment_line_id = f.id
           where coalesce(l.milli, 0) <> f.returned_milli""",
    ),
    (
        "I7",
        """select r.number || ' line ' || l.position, 'credited',
                  coalesce(c.quantity, 0)::text, l.credited::text
           from returns_return_line l
           join returns_return r on r.id = l.return_id
           left join (select line_id, sum(quantity) as quantity from returns_return_credit group by line_id) c
             on c.line_id = l.id
           where coalesce(c.quantity, 0) <> l.credited""",
    ),
    (
        "I7",
        """select r.number || ' line ' || l.position, 'disposition', 'decided', 'open'
           from returns_return_line l join returns_return r on r.id = l.return_id
           where r.state in ('inspected', 'settled') and l.received > 0 and l.disposition = ''""",
    ),
    (
        "I2",
        """select r.number, c.what, c.expected::text, c.found::text
           from returns_return r
           left join (
               select p.subject_id, sum(m.quantity) as quantity, sum(m.value) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
               where p.kind = 'return' group by p.subject_id
           ) m on m.subject_id = r.id
           cross join lateral (values
               ('received by moves', coalesce(m.quantity, 0), r.received_total),
               ('value by moves', coalesce(m.value, 0), r.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I15",
        """select r.number, 'event returns.requested', 'one', 'none' from returns_return r
           where not exists (select 1 from base_event e where e.subject_id = r.id and e.name = 'returns.requested')""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room, and of the shipments it counts for, that its rows do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
