"""What `tradepost verify` asks of orders and quotes: summaries, totals, and the demands behind the lines."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference
from tradepost.domain.sales.rules import OPEN_VALUE_SQL, UNBILLED_VALUE_SQL

_CHECKS = (
    (
        "I7",
        f"""select o.number, 'lines, units, cancelled, shipped, invoiced, open value, not invoiced',
              concat_ws(', ', s.lines, s.quantity, s.cancelled, s.shipped, s.invoiced, s.open_value, s.unbilled_value),
              concat_ws(', ', o.lines_count, o.quantity_total, o.cancelled_total, o.shipped_total,
                o.invoiced_total, o.open_value, o.unbilled_value)
            from sales_order o join (
              select o.id, count(*) as lines, sum(l.quantity) as quantity, sum(l.cancelled) as cancelled,
                sum(l.shipped) as shipped, sum(l.invoiced) as invoiced,
                case when o.state = 'confirmed' then {OPEN_VALUE_SQL} else 0 end as open_value,
                case when o.state = 'confirmed' then {UNBILLED_VALUE_SQL} else 0 end as unbilled_value
              from sales_order o join sales_order_line l on l.order_id = o.id group by o.id) s on s.id = o.id
            where (o.lines_count, o.quantity_total, o.cancelled_total, o.shipped_total, o.invoiced_total)
                <> (s.lines, s.quantity, s.cancelled, s.shipped, s.invoiced)
              or o.open_value <> s.open_value or o.unbilled_value <> s.unbilled_value""",  # noqa: S608
    ),
    (
        "I8",
        """select o.number, 'net total', sum(l.net)::text, o.net_total::text
           from sales_order o join sales_order_line l on l.order_id = o.id
           group by o.id having sum(l.net) <> o.net_total""",
    ),
    (
        "I8",
        # Where every price includes tax, and nothing else is charged, the order comes to what was agreed.
        """select o.number, 'total with tax', sum(l.gross)::text, o.total::text
           from sales_order o join sales_order_line l on l.order_id = o.id where o.freight = 0
           group by o.id having bool_and(l.gross is not null) and sum(l.gross) <> o.total""",
    ),
    (
        "I8",
        """select o.number, 'total', (o.net_total + o.freight + o.tax_total)::text, o.total::text
           from sales_order o where o.total <> o.net_total + o.freight + o.tax_total""",
    ),
    (
        "I8",
        """select o.number, 'charges', sum((p ->> 'amount')::numeric)::text, o.freight::text
           from sales_order o cross join lateral jsonb_array_elements(o.charges) p
           group by o.id having sum((p ->> 'amount')::numeric) <> o.freight
           union all
           select q.number || '/' || q.revision, 'charges', sum((p ->> 'amount')::numeric)::text, q.freight::text
           from sales_quote q cross join lateral jsonb_array_elements(q.charges) p
           group by q.id having sum((p ->> 'amount')::numeric) <> q.freight""",
    ),
    (
        "I12",
        """select o.number, 'demand of line ' || l.position, (l.quantity - l.shipped - l.cancelled)::text,
             coalesce(d.quantity, 0)::text
           from sales_order o join sales_order_line l on l.order_id = o.id
             left join inventory_demand d on d.id = l.id
           where coalesce(d.quantity, 0) <> case when o.state in ('confirmed', 'closed', 'cancelled')
                   and o.confirmed_at is not null then l.quantity - l.shipped - l.cancelled else 0 end""",
    ),
    (
        "I12",
        """select o.number, 'how the demand of line ' || l.position || ' ships',
             concat_ws(', ', o.ship_complete, o.minimum_fill_percent, o.minimum_shelf_days),
             concat_ws(', ', d.ship_complete, d.minimum_fill_percent, d.minimum_shelf_days)
           from inventory_demand d join sales_order_line l on l.id = d.id join sales_order o on o.id = l.order_id
           where d.quantity > 0
             and (o.ship_complete, o.minimum_fill_percent, o.minimum_shelf_days)
               <> (d.ship_complete, d.minimum_fill_percent, d.minimum_shelf_days)""",
    ),
    (
        "I12",
        """select o.number, 'sells what lies with', o.customer_name, p.name
           from sales_order o
             join inventory_warehouse w on w.id = o.warehouse_id
               and (w.customer_id <> o.customer_id or w.supplier_id is not null)
             left join parties_customer c on c.id = w.customer_id
             left join parties_supplier s on s.id = w.supplier_id
             join parties_party p on p.id = coalesce(c.party_id, s.party_id)""",
    ),
    (
        "I12",
        """select o.number, 'warehouse of the demand of line ' || l.position, w.code, v.code
           from inventory_demand d join sales_order_line l on l.id = d.id join sales_order o on o.id = l.order_id
             join inventory_warehouse w on w.id = coalesce(l.warehouse_id, o.warehouse_id)
             join inventory_warehouse v on v.id = d.warehouse_id
           where d.quantity > 0 and w.id <> v.id""",
    ),
    (
        "I13",
        """select o.number, 'line ' || l.position || ' as a part of line ' || coalesce(f.position::text, 'none'),
             concat_ws(', ', f.sku, f.unit, f.unit_price, f.gross_price, f.discount_percent, f.tax_rate),
             concat_ws(', ', l.sku, l.unit, l.unit_price, l.gross_price, l.discount_percent, l.tax_rate)
           from sales_order_line l join sales_order o on o.id = l.order_id
             left join sales_order_line f on f.id = l.split_of
           where l.split_of is not null
             and (l.item_id, l.unit, l.unit_price, l.gross_price, l.discount_percent, l.tax_rate)
               is distinct from (f.item_id, f.unit, f.unit_price, f.gross_price, f.discount_percent, f.tax_rate)""",
    ),
    (
        "I13",
        """select o.number, 'net and total after change ' || c.number, concat_ws(', ', c.net_after, c.total_after),
             concat_ws(', ', o.net_total, o.total)
           from sales_change_set c
             join (select order_id, max(number) as number from sales_change_set group by order_id) last
               on last.order_id = c.order_id and last.number = c.number
             join sales_order o on o.id = c.order_id
           where (c.net_after, c.total_after) <> (o.net_total, o.total)""",
    ),
    (
        "I15",
        """select o.number, 'event of change ' || c.number, 'one', 'none'
           from sales_change_set c join sales_order o on o.id = c.order_id
             left join (select subject_id, data ->> 'change' as number from base_event
                        where name = 'sales.order_changed') e
               on e.subject_id = c.order_id and e.number = c.number::text
           where e.subject_id is null""",
    ),
    (
        "I7",
        """select l.name || ', ' || coalesce(i.sku, c.name, b.name), 'used of the quota', coalesce(s.used, 0)::text,
             coalesce(q.used, 0)::text
           from pricing_price_row r join pricing_price_list l on l.id = r.price_list_id
             left join catalog_item i on i.id = r.item_id left join catalog_category c on c.id = r.category_id
             left join catalog_brand b on b.id = r.brand_id
             left join pricing_quota q on q.price_row_id = r.id
             left join (
               select l.quota_row_id, sum(l.quantity - l.cancelled) as used
               from sales_order_line l join sales_order o on o.id = l.order_id
               where l.quota_row_id is not null and o.confirmed_at is not null group by 1) s on s.quota_row_id = r.id
           where (r.quota is not null or q.used is not null) and coalesce(s.used, 0) <> coalesce(q.used, 0)""",
    ),
    (
        "I7",
        """select b.number, 'called off of line ' || l.position, coalesce(s.called, 0)::text, l.called::text
           from sales_blanket_line l join sales_blanket b on b.id = l.blanket_id
             left join (
               select l.blanket_line_id, sum(l.quantity - l.cancelled) as called
               from sales_order_line l join sales_order o on o.id = l.order_id
               where l.blanket_line_id is not null and o.confirmed_at is not null group by 1) s
               on s.blanket_line_id = l.id
           where coalesce(s.called, 0) <> l.called""",
    ),
    (
        "I7",
        """select o.number, 'blanket order of line ' || l.position, 'the customer''s, of ' || l.sku,
             coalesce(b.number, 'none')
           from sales_order_line l join sales_order o on o.id = l.order_id
             left join sales_blanket_line a on a.id = l.blanket_line_id
             left join sales_blanket b on b.id = a.blanket_id
           where l.blanket_line_id is not null and o.confirmed_at is not null
             and (a.item_id, b.customer_id) is distinct from (l.item_id, o.customer_id)""",
    ),
    (
        "I11",
        """select s.name || ', ' || d.due_on, 'order of the day', 'one of the customer', o.number
           from sales_standing_date d join sales_standing_order s on s.id = d.standing_id
             join sales_order o on o.id = d.order_id
           where o.customer_id <> s.customer_id""",
    ),
    (
        "I7",
        """select o.number, 'held', (h.id is not null)::text, o.held::text
           from sales_order o left join lateral (
             select id from sales_hold h where h.order_id = o.id and h.released_at is null limit 1) h on true
           where o.held <> (h.id is not null)""",
    ),
    (
        "I7",
        """select o.number, 'deposit that keeps it back', case when h.id is null then 0 else o.deposit_due end::text,
             o.deposit_due::text
           from sales_order o left join lateral (
             select id from sales_hold h where h.order_id = o.id and h.reason = 'deposit' and h.released_at is null
             limit 1) h on true
           where o.deposit_due > 0 and h.id is null""",
    ),
    (
        "I15",
        """select o.number, 'event sales.order_placed', 'one', 'none' from sales_order o
           where not exists (select 1 from base_event e
             where e.subject_id = o.id and e.name = 'sales.order_placed')""",
    ),
    (
        "I8",
        """select q.number || '/' || q.revision, 'lines, net total, total',
             concat_ws(', ', s.lines, s.net, s.net + q.freight + q.tax_total),
             concat_ws(', ', q.lines_count, q.net_total, q.total)
           from sales_quote q join (
             select quote_id, count(*) as lines, coalesce(sum(net) filter (where chosen), 0) as net
               from sales_quote_line group by quote_id) s
             on s.quote_id = q.id
           where (q.lines_count, q.net_total, q.total) <> (s.lines, s.net, s.net + q.freight + q.tax_total)""",
    ),
    (
        "I7",
        """select q.number || '/' || q.revision, 'state',
             case when o.quote_id is null then 'not ordered' when l.is_left then 'accepted or ordered'
               else 'ordered' end,
             q.state
           from sales_quote q
             left join (select distinct quote_id from sales_order where quote_id is not null) o on o.quote_id = q.id
             left join (select quote_id, bool_or(chosen and ordered < quantity) as is_left
                        from sales_quote_line group by quote_id) l on l.quote_id = q.id
           where q.state = 'ordered' and o.quote_id is null
             or o.quote_id is not null
               and (q.state not in ('accepted', 'ordered') or q.state = 'accepted' and not l.is_left)""",
    ),
    (
        "I7",
        """select q.number || '/' || q.revision, 'ordered of line ' || l.position, coalesce(p.quantity, 0)::text,
             l.ordered::text
           from sales_quote_line l join sales_quote q on q.id = l.quote_id
             left join (select line_id, sum(quantity) as quantity from sales_quote_part group by line_id) p
               on p.line_id = l.id
           where l.ordered <> coalesce(p.quantity, 0)""",
    ),
    (
        "I15",
        """select q.number || '/' || q.revision, 'event that it was made', 'one', 'none' from sales_quote q
           where not exists (select 1 from base_event e where e.subject_id = q.id
             and e.name in ('sales.quote_made', 'sales.quote_revised'))""",
    ),
)


def differences() -> Iterator[Difference]:
    """Orders and quotes whose summaries, totals, demands or events do not follow from their rows."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
