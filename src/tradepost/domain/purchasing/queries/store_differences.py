"""What `tradepost verify` asks of suppliers' stores: what came, left and is owed, against both ledgers."""

STORE_CHECKS = (
    (
        "I7",
        """select d.number || ' line ' || l.position, 'left of it',
                  (l.quantity - coalesce(w.quantity, 0))::text, l.quantity_left::text
           from purchasing_store_line l
           join purchasing_store_delivery d on d.id = l.delivery_id
           left join (
               select store_line_id, sum(quantity) as quantity
               from purchasing_store_withdrawal_line group by store_line_id
           ) w on w.store_line_id = l.id
           where l.quantity - coalesce(w.quantity, 0) <> l.quantity_left""",
    ),
    (
        "I2",
        """with l as (
               select warehouse_id, item_id, lot_id, sum(quantity_left) as quantity
               from purchasing_store_line group by 1, 2, 3),
           b as (
               select p.warehouse_id, b.item_id, b.lot_id, sum(b.on_hand) as quantity
               from inventory_balance b join inventory_place p on p.id = b.place_id
                 join inventory_warehouse w on w.id = p.warehouse_id and w.supplier_id is not null
               group by 1, 2, 3)
           select i.sku || coalesce(', lot ' || t.code, '') || ' in ' || w.code, 'left of what came, and on hand',
                  coalesce(l.quantity, 0)::text, coalesce(b.quantity, 0)::text
           from l full join b on b.warehouse_id = l.warehouse_id and b.item_id = l.item_id
             and b.lot_id is not distinct from l.lot_id
           join inventory_warehouse w on w.id = coalesce(l.warehouse_id, b.warehouse_id)
           join catalog_item i on i.id = coalesce(l.item_id, b.item_id)
           left join inventory_lot t on t.id = coalesce(l.lot_id, b.lot_id)
           where coalesce(l.quantity, 0) <> coalesce(b.quantity, 0)""",
    ),
    (
        "I3",
        """select d.number || ' line ' || l.position, 'the supply that the warehouse beside expects',
                  l.quantity_left::text, coalesce(s.quantity, 0)::text
           from purchasing_store_line l
           join purchasing_store_delivery d on d.id = l.delivery_id
           join inventory_warehouse w on w.id = l.warehouse_id
           left join inventory_supply s on s.id = l.id and s.warehouse_id = w.beside_id
           where l.quantity_left <> coalesce(s.quantity, 0)""",
    ),
    (
        "I7",
        """select d.number, x.what, x.expected::text, x.found::text
           from purchasing_store_delivery d
           join inventory_warehouse h on h.id = d.warehouse_id
           left join (
               select delivery_id, count(*) as lines, sum(quantity) as quantity
               from purchasing_store_line group by delivery_id
           ) l on l.delivery_id = d.id
           left join (
               select p.subject_id, sum(m.quantity) as quantity, sum(m.value) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
               where p.kind = 'store_delivery' group by p.subject_id
           ) m on m.subject_id = d.id
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), d.lines_count),
               ('quantity', coalesce(l.quantity, 0), d.quantity),
               ('quantity moved in', coalesce(m.quantity, 0), d.quantity),
               ('value moved in', 0, coalesce(m.value, 0)),
               ('of the supplier of its store', 1, (d.supplier_id = h.supplier_id)::int)
           ) x(what, expected, found)
           where x.expected <> x.found""",
    ),
    (
        "I14",
        """select w.number, x.what, x.expected::text, x.found::text
           from purchasing_store_withdrawal w
           join inventory_warehouse h on h.id = w.warehouse_id
           left join (
               select withdrawal_id, count(*) as lines, sum(quantity) as quantity, sum(amount) as amount,
                      sum(value) as value
               from purchasing_store_withdrawal_line group by withdrawal_id
           ) l on l.withdrawal_id = w.id
           left join (
               select p.subject_id, sum(m.quantity) filter (where f.supplier_id is not null) as gone,
                      sum(m.quantity) filter (where f.supplier_id is null) as came, sum(m.value) as value
               from inventory_posting p join inventory_move m on m.posting_id = p.id
                 join inventory_place o on o.id = m.from_place_id
                 join inventory_warehouse f on f.id = o.warehouse_id
               where p.kind in ('takeover', 'store_loss', 'store_return') group by p.subject_id
           ) m on m.subject_id = w.id
           left join (
               select e.subject_id, sum(p.base_amount) filter (where p.account = '1400') as stock,
                      sum(p.base_amount) filter (where p.account = '5900') as lost,
                      -sum(p.base_amount) filter (where p.account = '2150') as owed
               from accounts_entry e join accounts_posting p on p.entry_id = e.id
               where e.kind in ('takeover', 'store_loss') group by e.subject_id
           ) e on e.subject_id = w.id
           cross join lateral (select w.kind = 'taken_over' as ours, w.kind = 'missing' as gone) k
           cross join lateral (values
               ('lines', coalesce(l.lines, 0), w.lines_count),
               ('quantity', coalesce(l.quantity, 0), w.quantity),
               ('amount', coalesce(l.amount, 0), w.amount),
               ('value', coalesce(l.value, 0), w.value),
               ('quantity moved out of the store', coalesce(m.gone, 0), w.quantity),
               ('quantity moved in beside it', coalesce(m.came, 0), case when k.ours then w.quantity else 0 end),
               ('value moved in beside it', coalesce(m.value, 0), case when k.ours then w.value else 0 end),
               ('stock in accounts', coalesce(e.stock, 0), case when k.ours then w.value else 0 end),
               ('lost in accounts', coalesce(e.lost, 0), case when k.gone then w.value else 0 end),
               ('owed in accounts', coalesce(e.owed, 0), w.value),
               ('of the supplier of its store', 1, (w.supplier_id = h.supplier_id)::int)
           ) x(what, expected, found)
           where x.expected <> x.found""",
    ),
    (
        "I8",
        """select s.number, x.what, x.expected::text, x.found::text
           from purchasing_store_statement s
           left join (
               select w.statement_id, count(*) as withdrawals, sum(w.quantity) as quantity, sum(w.amount) as amount,
                      count(*) filter (where (w.supplier_id, w.currency) <> (t.supplier_id, t.currency)
                        or w.left_on > t.until_on) as others
               from purchasing_store_withdrawal w join purchasing_store_statement t on t.id = w.statement_id
               group by w.statement_id
           ) w on w.statement_id = s.id
           cross join lateral (values
               ('withdrawals', coalesce(w.withdrawals, 0), s.withdrawals_count),
               ('quantity', coalesce(w.quantity, 0), s.quantity),
               ('amount', coalesce(w.amount, 0), s.amount),
               ('of somebody else, another currency or a later day', 0, coalesce(w.others, 0))
           ) x(what, expected, found)
           where x.expected <> x.found""",
    ),
    (
        "I15",
        """select d.number, 'the event ' || d.name, '1', '0'
           from (select id, number, 'purchasing.store_filled' as name from purchasing_store_delivery
                 union all
                 select id, number, case kind when 'taken_over' then 'purchasing.taken_over'
                     when 'missing' then 'purchasing.missing_in_store' else 'purchasing.sent_back_from_store' end
                 from purchasing_store_withdrawal
                 union all
                 select id, number, 'purchasing.store_stated' from purchasing_store_statement) d
           where not exists (select from base_event e where e.subject_id = d.id and e.name = d.name)""",
    ),
)
