"""Stored against derived: counters and sums of purchase orders, receipts, and what stock expects of them."""

from collections.abc import Iterator

from django.conf import settings

from tradepost.base import sql
from tradepost.base.money import minor_units
from tradepost.base.record import Difference
from tradepost.domain.inventory.models.place import REAL_SQL
from tradepost.domain.purchasing.queries.store_differences import STORE_CHECKS

# What is paid by weight costs its weight at the line's price; of an order in base currency that is its worth.
_WEIGHTS = """select r.number || ' line ' || rl.position, c.what, c.expected, c.found
   from purchasing_receipt_line rl join purchasing_receipt r on r.id = rl.receipt_id
   join purchasing_purchase_order_line l on l.id = rl.line_id
   join purchasing_purchase_order o on o.id = l.purchase_order_id
   cross join lateral (values
     ('whether it is weighed', (l.weighed and rl.counted > 0)::text, (rl.weight_milli is not null)::text),
     ('the worth of its weight', case when rl.weight_milli is null or o.currency <> '{base}' then rl.value::text
        else round(rl.weight_milli * l.unit_price / 1000, {minor})::numeric(18, 4)::text end, rl.value::text)
   ) c(what, expected, found)
   where (l.weighed or rl.weight_milli is not null) and c.expected <> c.found"""

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I7",
        """select o.number || ' line ' || l.position, c.what, c.expected::text, c.found::text
           from purchasing_purchase_order_line l
           join purchasing_purchase_order o on o.id = l.purchase_order_id
           left join (
               select r.line_id, sum(r.counted) as counted, sum(r.damaged) as damaged, sum(v.over) as over
               from purchasing_receipt_line r
               left join (select receipt_line_id, sum(quantity) as over from purchasing_variance
                          where kind = 'over' group by receipt_line_id) v on v.receipt_line_id = r.id
               group by r.line_id
           ) r on r.line_id = l.id
           cross join lateral (values
               ('received', coalesce(r.counted, 0), l.received),
               ('rejected', coalesce(r.damaged, 0), l.rejected),
               ('over', coalesce(r.over, 0), l.over)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I7",
        """select o.number, c.what, c.expected::text, c.found::text
           from purchasing_purchase_order o
           left join (
               select purchase_order_id, count(*) as lines, sum(ordered) as ordered,
                      sum(received) as received, sum(ordered + over - received - cancelled) as open
               from purchasing_purchase_order_line group by purchase_order_id
           ) l on l.purchase_order_id = o.id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), o.lines_count),
               ('ordered', coalesce(l.ordered, 0), o.ordered_quantity),
               ('received', coalesce(l.received, 0), o.received_quantity),
               ('open', coalesce(l.open, 0), o.open_quantity)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I8",
        """select o.number, 'the total', sum(l.net)::text, o.total::text
           from purchasing_purchase_order o
           join purchasing_purchase_order_line l on l.purchase_order_id = o.id
           group by o.id having sum(l.net) <> o.total""",
    ),
    (
        "I7",
        """select r.number, c.what, c.expected::text, c.found::text
           from purchasing_receipt r
           left join (
               select receipt_id, count(*) as lines, sum(counted) as counted, sum(damaged) as damaged,
                      sum(value) as value
               from purchasing_receipt_line group by receipt_id
           ) l on l.receipt_id = r.id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), r.lines_count),
               ('counted', coalesce(l.counted, 0), r.counted_quantity),
               ('damaged', coalesce(l.damaged, 0), r.damaged_quantity),
               ('value', coalesce(l.value, 0), r.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I3",
        """select o.number || ' line ' || l.position, 'the supply that stock expects', e.open::text,
                  coalesce(s.quantity, 0)::text
           from purchasing_purchase_order_line l
           join purchasing_purchase_order o on o.id = l.purchase_order_id
           left join inventory_supply s on s.id = l.id
           cross join lateral (select case when o.state in ('sent', 'acknowledged')
               then l.ordered + l.over - l.received - l.cancelled else 0 end as open) e
           where e.open <> coalesce(s.quantity, 0)""",
    ),
    (
        "I2",
        """select r.number, c.what, c.expected::text, c.found::text
           from purchasing_receipt r
           left join (
               select p.subject_id, sum(m.quantity) as quantity, sum(m.value) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
               where p.kind = 'receipt' group by p.subject_id
           ) m on m.subject_id = r.id
           cross join lateral (values
               ('quantity moved in', coalesce(m.quantity, 0), r.counted_quantity),
               ('value moved in', coalesce(m.value, 0), r.value)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I2",
        """select r.number, 'quantity sent back', coalesce(m.quantity, 0)::text, coalesce(v.quantity, 0)::text
           from purchasing_receipt r
           left join (
               select l.receipt_id, sum(v.quantity) as quantity
               from purchasing_variance v join purchasing_receipt_line l on l.id = v.receipt_line_id
               where v.sent_back group by l.receipt_id
           ) v on v.receipt_id = r.id
           left join (
               select p.subject_id, sum(m.quantity) as quantity
               from inventory_posting p join inventory_move m on m.posting_id = p.id
               where p.kind = 'supplier_return' group by p.subject_id
           ) m on m.subject_id = r.id
           where coalesce(m.quantity, 0) <> coalesce(v.quantity, 0)""",
    ),
    (
        "I15",
        f"""select 'opening stock ' || e.subject_id, 'the worth that the event tells', coalesce(m.value, 0)::text,
                  e.value::text
           from (select subject_id, (data->>'value')::numeric
                     * case name when 'purchasing.opening_stock_taken' then 1 else -1 end as value
                 from base_event
                 where name in ('purchasing.opening_stock_taken', 'purchasing.opening_stock_taken_back')) e
           left join (
               select p.subject_id, sum(case when t.kind in {REAL_SQL} then m.value else -m.value end) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
                 join inventory_place t on t.id = m.to_place_id
               where p.kind = 'opening' group by p.subject_id
           ) m on m.subject_id = e.subject_id
           where coalesce(m.value, 0) <> e.value""",  # noqa: S608 constants only
    ),
    (
        "I8",
        """select c.number, x.what, x.expected::text, x.found::text
           from purchasing_landed_cost c
           left join (
               select landed_cost_id, count(*) as lines, sum(share) as value, sum(to_stock) as to_stock
               from purchasing_landed_cost_line group by landed_cost_id
           ) l on l.landed_cost_id = c.id
           left join purchasing_landed_cost f on f.id = c.reverses_id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), c.lines_count),
               ('value', coalesce(l.value, 0), c.value),
               ('into stock', coalesce(l.to_stock, 0), c.to_stock),
               ('what it takes back', coalesce(-f.value, c.value), c.value)
           ) x(what, expected, found)
           where x.expected <> x.found""",
    ),
    (
        "I14",
        f"""select c.number, x.what, x.expected::text, x.found::text
           from purchasing_landed_cost c
           left join (
               select p.id, sum(case when t.kind in {REAL_SQL} then m.value
                                     else -m.value end) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
                 join inventory_place t on t.id = m.to_place_id
               where p.kind = 'landed_cost' group by p.id
           ) m on m.id = c.id
           left join (
               select e.subject_id, sum(p.base_amount) filter (where p.account = '1400') as to_stock,
                      sum(p.base_amount) filter (where p.account = '5000') as to_cost,
                      -sum(p.base_amount) filter (where p.account = '2160') as value
               from accounts_entry e join accounts_posting p on p.entry_id = e.id
               where e.kind = 'landed_cost' group by e.subject_id
           ) e on e.subject_id = c.id
           cross join lateral (values
               ('value moved into stock', coalesce(m.value, 0), c.to_stock),
               ('stock in accounts', coalesce(e.to_stock, 0), c.to_stock),
               ('cost of goods in accounts', coalesce(e.to_cost, 0), c.to_cost),
               ('owed in accounts', coalesce(e.value, 0), c.value)
           ) x(what, expected, found)
           where x.expected <> x.found""",  # noqa: S608 constants only
    ),
    (
        "I7",
        """select 'package ' || p.sscc, c.what, c.expected::text, c.found::text
           from purchasing_announced_package p join purchasing_receipt r on r.id = p.receipt_id
             join (select package_id, sum(quantity)::bigint as units from purchasing_announced_line
                   group by package_id) n on n.package_id = p.id
           cross join lateral (values
               ('what its receipt counted', n.units, r.counted_quantity),
               ('the order of its receipt', (p.purchase_order_id = r.purchase_order_id)::int, 1)
           ) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    (
        "I15",
        """select c.number, 'the event ' || e.name, '1', '0'
           from purchasing_landed_cost c
           cross join lateral (select coalesce(c.reverses_id, c.id) as id, case when c.reverses_id is null
               then 'purchasing.landed_cost_added' else 'purchasing.landed_cost_cancelled' end as name) e
           where not exists (select from base_event b where b.subject_id = e.id and b.name = e.name)""",
    ),
    (
        "I15",
        """select d.number, 'the event ' || d.name, '1', '0'
           from (select id, number, 'purchasing.order_made' as name from purchasing_purchase_order
                 union all select id, number, 'purchasing.received' from purchasing_receipt) d
           where not exists (select from base_event e where e.subject_id = d.id and e.name = d.name)""",
    ),
)


def differences() -> Iterator[Difference]:
    """What does not add up in buying; empty when all is well."""
    base = settings.BASE_CURRENCY
    weights = ("I7", _WEIGHTS.format(base=base, minor=minor_units(base)))
    for invariant, statement in (*_CHECKS, weights, *STORE_CHECKS):
        for document, what, expected, found in sql.differing(f"{statement} order by 1, 2"):
            yield Difference(invariant, document, what, expected, found)
