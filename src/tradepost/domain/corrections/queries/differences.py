"""Stored against derived: what was posted (I2), summaries (I7), the books (I8), events (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each: (invariant, statement giving document, what, expected, found for every difference).
_CHECKS = (
    (
        "I2",
        """with m as (
             select p.id as correction_id, m.item_id, m.lot_id, r.id as place_id,
                    sum(case when m.to_place_id = r.id then m.quantity else -m.quantity end) as moved
             from corrections_correction c join inventory_posting p on p.id = c.id
               join inventory_move m on m.posting_id = p.id
               join inventory_place r on r.id in (m.from_place_id, m.to_place_id) and r.kind <> 'loss'
             group by p.id, m.item_id, m.lot_id, r.id),
           l as (
             select l.correction_id, l.item_id, l.lot_id, l.place_id, sum(l.quantity) as quantity
             from corrections_line l join corrections_correction c on c.id = l.correction_id and c.state = 'posted'
             group by 1, 2, 3, 4)
           select c.number, i.sku || ' at ' || p.code || ', posted', coalesce(l.quantity, 0)::text,
                  coalesce(m.moved, 0)::text
           from l full join m on m.correction_id = l.correction_id and m.item_id = l.item_id
             and m.place_id = l.place_id and m.lot_id is not distinct from l.lot_id
           join corrections_correction c on c.id = coalesce(l.correction_id, m.correction_id)
           join catalog_item i on i.id = coalesce(l.item_id, m.item_id)
           join inventory_place p on p.id = coalesce(l.place_id, m.place_id)
           where coalesce(l.quantity, 0) <> coalesce(m.moved, 0)""",
    ),
    (
        "I7",
        """select c.number, t.what, t.expected::text, t.found::text
           from corrections_correction c
           left join (
             select correction_id, count(*) as lines, coalesce(sum(value) filter (where value > 0), 0) as found,
                    coalesce(-sum(value) filter (where value < 0), 0) as lost
             from corrections_line group by correction_id) l on l.correction_id = c.id
           left join (
             select m.posting_id, sum(case when f.kind = 'loss' then m.value else -m.value end) as value
             from inventory_move m join inventory_place f on f.id = m.from_place_id
             where m.posting_id in (select id from corrections_correction) group by m.posting_id) m
             on m.posting_id = c.id
           cross join lateral (values
             ('lines', coalesce(l.lines, 0), c.lines_count),
             ('value found', coalesce(l.found, 0), c.found_value),
             ('value gone', coalesce(l.lost, 0), c.lost_value),
             ('value posted', coalesce(m.value, 0), c.value)) t(what, expected, found)
           where t.expected <> t.found""",
    ),
    (
        "I8",
        """select c.number, 'account ' || c.account, (-c.value)::text, coalesce(sum(a.base_amount), 0)::text
           from corrections_correction c
             left join accounts_entry e on e.subject_id = c.id and e.kind = 'adjustment'
             left join accounts_posting a on a.entry_id = e.id and a.account = c.account
           group by c.id having coalesce(sum(a.base_amount), 0) <> -c.value""",
    ),
    (
        "I15",
        """select c.number, 'event', t.name, 'none' from corrections_correction c
             cross join lateral (select case c.state when 'posted' then 'corrections.posted'
               when 'declined' then 'corrections.declined' else 'corrections.asked' end as name) t
           where not exists (select from base_event e where e.subject_id = c.id and e.name = t.name)""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room that its rows, the stock ledger or the books do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
