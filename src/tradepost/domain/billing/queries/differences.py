"""What `verify` checks of billing: every total, counter and number against the rows it follows from."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# (invariant, what, statement giving document, expected, found)
_CHECKS: tuple[tuple[str, str, str], ...] = (
    (
        "I8",
        "the sum of its lines",
        """select i.number, coalesce(l.net, 0), i.net_total from billing_invoice i
           left join (select invoice_id, sum(net) as net from billing_invoice_line group by 1) l
             on l.invoice_id = i.id
           where i.net_total <> coalesce(l.net, 0)""",
    ),
    (
        "I8",
        "what tax is charged on",
        """select i.number, i.net_total + i.freight, coalesce(t.net, 0) from billing_invoice i
           left join (select invoice_id, sum(net) as net from billing_invoice_tax group by 1) t
             on t.invoice_id = i.id
           where i.net_total + i.freight <> coalesce(t.net, 0)""",
    ),
    (
        "I8",
        "what was billed of an order line with tax",
        """select o.number || ' line ' || l.position, l.gross, b.gross
           from sales_order_line l join sales_order o on o.id = l.order_id
           join (select order_line_id, sum(case when credits_id is null then gross
                          when reopened > 0 then -gross else 0 end) as gross,
                        sum(quantity - reopened) filter (where credits_id is null) as quantity,
                        bool_or(weight_milli is not null) as weighed
                 from billing_invoice_line where gross is not null group by 1) b on b.order_line_id = l.id
           where not b.weighed and (b.gross > l.gross or b.quantity = l.quantity and b.gross <> l.gross)
             and not exists (select from sales_change_set c where c.order_id = o.id)""",
    ),
    (
        "I8",
        "its charges",
        """select i.number, sum((p ->> 'amount')::numeric), i.freight
           from billing_invoice i cross join lateral jsonb_array_elements(i.charges) p
           group by i.id having sum((p ->> 'amount')::numeric) <> i.freight""",
    ),
    (
        "I8",
        "the sum of its tax lines",
        """select i.number, coalesce(t.tax, 0), i.tax_total from billing_invoice i
           left join (select invoice_id, sum(tax) as tax from billing_invoice_tax group by 1) t
             on t.invoice_id = i.id
           where i.tax_total <> coalesce(t.tax, 0)""",
    ),
    (
        "I9",
        "the matched part of a payment",
        """select p.number, coalesce(a.amount, 0), p.allocated from billing_payment p
           left join (select payment_id, sum(amount) as amount from billing_allocation group by 1) a
             on a.payment_id = p.id
           where p.allocated <> coalesce(a.amount, 0)""",
    ),
    (
        "I9",
        "the settled part",
        """select i.number, coalesce(a.amount, 0), i.settled from billing_invoice i
           left join (
             select document_id, sum(amount) as amount from (
               select invoice_id as document_id, amount + discount as amount from billing_allocation
               union all
               select credit_note_id, amount from billing_allocation where credit_note_id is not null) b
             group by 1) a on a.document_id = i.id
           where i.settled <> coalesce(a.amount, 0)""",
    ),
    (
        "I8",
        "what is due when, and what of it is settled",
        """select i.number, concat_ws(', ', i.total, i.due_on, i.settled),
                  concat_ws(', ', coalesce(d.amount, 0), d.due_on, d.settled)
           from billing_invoice i left join (
             select document_id, sum(amount) as amount, max(due_on) as due_on, max(upto) as upto,
                    case when min(settled) = max(settled) then max(settled) end as settled
             from accounts_due group by 1) d on d.document_id = i.id
           where i.kind = 'invoice' and i.state = 'posted' and i.total > 0
             and (i.total, i.due_on, i.settled, i.total)
               is distinct from (coalesce(d.amount, 0), d.due_on, d.settled, d.upto)""",
    ),
    (
        "I8",
        "the discount for early payment in the books",
        """select i.number, coalesce(a.amount, 0), coalesce(p.amount, 0) from billing_invoice i
           left join (select invoice_id, sum(discount) as amount from billing_allocation group by 1) a
             on a.invoice_id = i.id
           left join (select e.subject_id, -sum(p.amount) as amount
                      from accounts_entry e join accounts_posting p on p.entry_id = e.id
                      where e.kind = 'discount' and p.account = '1200' group by 1) p on p.subject_id = i.id
           where coalesce(a.amount, 0) <> coalesce(p.amount, 0)""",
    ),
    (
        "I4",
        "the credited quantity of an invoice line",
        """select i.number || ' line ' || l.position, coalesce(c.quantity, 0), l.credited
           from billing_invoice_line l join billing_invoice i on i.id = l.invoice_id
           left join (select credits_id, sum(quantity) as quantity from billing_invoice_line
                      where credits_id is not null group by 1) c on c.credits_id = l.id
           where l.credits_id is null and l.credited <> coalesce(c.quantity, 0)""",
    ),
    (
        "I4",
        "invoiced and credited of an order line",
        """select o.number || ' line ' || ol.position,
                  coalesce(l.invoiced, 0) || ' and ' || coalesce(l.credited, 0), ol.invoiced || ' and ' || ol.credited
           from sales_order_line ol join sales_order o on o.id = ol.order_id
           left join (
             select order_line_id, sum(quantity) filter (where credits_id is null) as invoiced,
                    sum(quantity) filter (where credits_id is not null) as credited
             from billing_invoice_line group by 1) l on l.order_line_id = ol.id
           where (ol.invoiced, ol.credited) <> (coalesce(l.invoiced, 0), coalesce(l.credited, 0))""",
    ),
    (
        "I4",
        "the billed quantity of a shipment line",
        """select s.number || ' line ' || sl.position, sl.shipped, l.quantity
           from fulfilment_shipment_line sl join fulfilment_shipment s on s.id = sl.shipment_id
           join (select shipment_line_id, sum(quantity - reopened) as quantity from billing_invoice_line
                 where credits_id is null group by 1) l on l.shipment_line_id = sl.id
           where l.quantity > sl.shipped""",
    ),
    (
        "I4",
        "the billed weight of a shipment line",
        """select s.number || ' line ' || sl.position, sl.weight_milli, coalesce(l.milli, 0)
           from fulfilment_shipment_line sl join fulfilment_shipment s on s.id = sl.shipment_id
           join (select shipment_line_id, sum(quantity - reopened) filter (where credits_id is null) as quantity,
                        sum(case when credits_id is null then weight_milli
                                 when reopened > 0 then -weight_milli else 0 end) as milli
                 from billing_invoice_line group by 1) l on l.shipment_line_id = sl.id
           where sl.weighed and (coalesce(l.milli, 0) > sl.weight_milli
             or l.quantity = sl.shipped and coalesce(l.milli, 0) <> sl.weight_milli)""",
    ),
    (
        "I4",
        "the credited weight of an invoice line",
        """select i.number || ' line ' || l.position, l.weight_milli, c.milli
           from billing_invoice_line l join billing_invoice i on i.id = l.invoice_id
           join (select credits_id, sum(weight_milli) as milli from billing_invoice_line
                 where credits_id is not null group by 1) c on c.credits_id = l.id
           where c.milli > coalesce(l.weight_milli, 0)""",
    ),
    (
        "I8",
        "how many numbers the series gave",
        """select s.name, s.next_value - 1, count(i.id) from base_number_sequence s
           left join billing_invoice i on i.kind = s.name and i.state = 'posted'
           where s.name in ('invoice', 'credit_note') group by s.name, s.next_value
           having s.next_value - 1 <> count(i.id)""",
    ),
)


def differences() -> Iterator[Difference]:
    """I4, I8 and I9 for invoices, credit notes, payments and their matches."""
    for invariant, what, statement in _CHECKS:
        for document, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, str(expected), str(found))
