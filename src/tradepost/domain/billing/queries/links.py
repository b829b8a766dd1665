from uuid import UUID

from tradepost.base import sql

_LINKS = """
select distinct s.shipment_id, l.invoice_id
from billing_invoice i join billing_invoice_line l on l.invoice_id = i.id
join fulfilment_shipment_line s on s.id = l.shipment_line_id
where i.order_id = %(order)s and i.state = 'posted' and i.kind = 'invoice'
union
select i.credits_id, i.id from billing_invoice i
where i.order_id = %(order)s and i.state = 'posted' and i.credits_id is not null
union
select a.invoice_id, a.payment_id from billing_allocation a join billing_invoice i on i.id = a.invoice_id
where i.order_id = %(order)s and a.payment_id is not null
group by a.invoice_id, a.payment_id having sum(a.amount) > 0"""


def links_of_order(order_id: UUID) -> list[tuple[UUID, UUID]]:
    """What followed from what on an order: shipment and its invoice, invoice and credit note, invoice and payment."""
    return [(before, after) for before, after in sql.rows(_LINKS, {"order": order_id})]
