"""What may be invoiced and credited, as the rules want to see it: one statement each, any number of lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, day_range, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing.rules import LineToBill, LineToCredit, OrderToBill
from tradepost.domain.fulfilment.models import Shipment


def orders_for_update(order_ids: Sequence[UUID] = (), shipment_ids: Sequence[UUID] = ()) -> list[UUID]:
    """Lock these orders, and those of these shipments, in id order: one invoicing of an order at a time."""
    found = sql.rows(
        """select o.id from sales_order o where o.id = any(%s::uuid[])
              or o.id in (select s.order_id from fulfilment_shipment s where s.id = any(%s::uuid[]))
           order by o.id for no key update of o""",
        [list(order_ids), list(shipment_ids)],
    )
    return [order_id for (order_id,) in found]


def orders_to_bill(order_ids: Sequence[UUID]) -> dict[UUID, OrderToBill]:
    """The heads of orders, with the freight that no invoice carries yet."""
    found = sql.rows(
        """select o.id, o.number, o.customer_id, o.customer_name, o.customer_po, o.rep_id, o.currency,
                  o.terms_days, o.terms,
                  o.billing_address, o.shipping_address,
                  greatest(0, o.freight - coalesce(f.billed, 0)), o.freight_tax_code, o.freight_tax_rate,
                  o.tax_rounding, o.charges
           from sales_order o
           left join lateral (
             select sum(case when i.kind = 'invoice' then i.freight
                             when i.bill_again then -i.freight else 0 end) as billed
             from billing_invoice i where i.order_id = o.id) f on true
           where o.id = any(%s::uuid[])""",
        [list(order_ids)],
    )
    heads = [[json.loads(value) if n in (8, 15) else value for n, value in enumerate(row)] for row in found]
    return {head[0]: OrderToBill(*head) for head in heads}


# What was shipped, less what is billed (a correcting credit note opens it again), less what came back
# before it was credited.
_OPEN = "greatest(0, sl.shipped - coalesce(s.billed, 0) - greatest(0, sl.returned - coalesce(s.settled, 0)))"

_LINES = f"""select sl.id, sl.shipment_id, ol.order_id, ol.id, ol.item_id, ol.sku, ol.name, ol.unit,
       ol.unit_numerator, ol.unit_denominator, ol.unit_price, ol.discount_percent, ol.tax_code, ol.tax_rate,
       ol.quantity, ol.net, coalesce(b.billed, 0), coalesce(b.net, 0), {_OPEN},
       coalesce(ol.price_trace #>> '{{tax,text}}', ''),
       case when sl.weight_milli is not null then greatest(0, sl.weight_milli - coalesce(w.billed, 0)
         - greatest(0, sl.returned_milli - coalesce(w.settled, 0))) end,
       round(ol.typed_quantity * 1000)::bigint,
       case when ol.price_trace ? 'is_net' then 0
         else coalesce((ol.price_trace ->> 'order_discount_percent')::numeric,
           nullif(o.order_discount_percent, 0), o.value_discount_percent) end,
       ol.gross_price, ol.gross, coalesce(b.gross, 0)
  from fulfilment_shipment sh
  join fulfilment_shipment_line sl on sl.shipment_id = sh.id
  join sales_order_line ol on ol.id = sl.order_line_id join sales_order o on o.id = ol.order_id
  left join lateral (
    select sum(il.quantity - il.reopened) filter (where il.credits_id is null) as billed,
           sum(case when il.credits_id is null then il.net
                    when il.reopened > 0 then -il.net else 0 end) as net,
           sum(case when il.credits_id is null then il.gross
                    when il.reopened > 0 then -il.gross else 0 end) as gross
    from billing_invoice_line il where il.order_line_id = ol.id) b on true
  left join lateral (
    select sum(il.quantity - il.reopened) as billed, sum(il.credited - il.reopened) as settled
    from billing_invoice_line il where il.shipment_line_id = sl.id and il.credits_id is null) s on true
  left join lateral (
    select sum(case when il.credits_id is null then il.weight_milli
                    when il.reopened > 0 then -il.weight_milli else 0 end)::bigint as billed,
           (sum(il.weight_milli) filter (where il.credits_id is not null and il.reopened = 0))::bigint as settled
    from billing_invoice_line il where il.shipment_line_id = sl.id) w on sl.weighed"""  # noqa: S608


def lines_of_shipments(shipment_ids: Sequence[UUID]) -> list[LineToBill]:
    """Every shipped line of these shipments, billed or not, in the order of the orders' lines."""
    return sql.rows_as(
        LineToBill,
        f"""{_LINES} where sh.id = any(%s::uuid[]) and sl.shipped > 0
            order by sh.shipped_at, sh.number, ol.position""",
        [list(shipment_ids)],
    )


def lines_of_order(order_id: UUID) -> list[LineToBill]:
    """Every shipped line of all shipments of one order, billed or not."""
    return sql.rows_as(
        LineToBill,
        f"""{_LINES} where sh.order_id = %s and sl.shipped > 0
            order by sh.shipped_at, sh.number, ol.position""",
        [order_id],
    )


def lines_to_credit(invoice_id: UUID) -> list[LineToCredit]:
    """The lines of an invoice in their order, with what was credited of them."""
    return sql.rows_as(
        LineToCredit,
        """select l.id, l.order_line_id, l.shipment_line_id, l.item_id, l.sku, l.name, l.unit, l.unit_numerator,
                  l.unit_denominator, l.unit_price, l.discount_percent, l.tax_code, l.tax_rate, l.quantity, l.net,
                  l.credited, l.weight_milli,
                  coalesce((select sum(c.weight_milli) from billing_invoice_line c
                            where c.credits_id = l.id), 0)::bigint, l.gross_price, l.gross
           from billing_invoice_line l where l.invoice_id = %s order by l.position""",
        [invoice_id],
    )


@dataclass(frozen=True, slots=True)
class CreditableLine:
    """A line of a posted invoice for a shipment line; `open` base units can still be credited."""

    invoice_line_id: UUID
    invoice_id: UUID
    shipment_line_id: UUID
    open: int


def creditable_lines(shipment_line_ids: Sequence[UUID]) -> list[CreditableLine]:
    """Where these shipped goods were invoiced and not credited, the newest invoice first (returns)."""
    return sql.rows_as(
        CreditableLine,
        """select l.id, l.invoice_id, l.shipment_line_id, l.quantity - l.credited
           from billing_invoice_line l join billing_invoice i on i.id = l.invoice_id
           where l.shipment_line_id = any(%s::uuid[]) and l.credits_id is null and l.credited < l.quantity
           order by i.invoiced_on desc, i.id desc, l.position""",
        [list(shipment_line_ids)],
    )


@dataclass(frozen=True, slots=True)
class ToInvoice:
    """A shipment with something to bill: base units, and what they are worth without freight and tax."""

    shipment_id: UUID
    shipment_number: str
    order_id: UUID
    order_number: str
    customer_id: UUID
    customer_name: str
    currency: str
    shipped_at: datetime
    quantity: int
    net: Decimal


_TO_INVOICE = f"""
select sh.id, sh.number, o.id, o.number, o.customer_id, o.customer_name, o.currency, sh.shipped_at,
       sum(l.open)::bigint, round(sum(l.open * l.net / l.quantity), 2)
from sales_order o join fulfilment_shipment sh on sh.order_id = o.id and sh.shipped_at is not null
join lateral (
  select {_OPEN} as open, ol.quantity, ol.net * coalesce(
      sl.weight_milli * ol.unit_numerator / (1000.0 * ol.unit_denominator * nullif(sl.shipped, 0)), 1) as net
  from fulfilment_shipment_line sl join sales_order_line ol on ol.id = sl.order_line_id
  left join lateral (
    select sum(il.quantity - il.reopened) as billed, sum(il.credited - il.reopened) as settled
    from billing_invoice_line il where il.shipment_line_id = sl.id and il.credits_id is null) s on true
  where sl.shipment_id = sh.id) l on l.open > 0
where o.id in (select id from sales_order where state = 'confirmed'
               union select order_id from billing_invoice where bill_again)
  and (%(customer)s::uuid is null or o.customer_id = %(customer)s::uuid)
  and (%(rep)s::uuid is null or o.rep_id = %(rep)s::uuid)
  and (%(order)s::uuid is null or o.id = %(order)s::uuid)
  and (%(shipments)s::uuid[] is null or sh.id = any(%(shipments)s::uuid[]))
group by sh.id, o.id order by sh.shipped_at, sh.number limit %(limit)s"""  # noqa: S608


def to_invoice(by: By, *, order_id: UUID | None = None, limit: int = 500) -> list[ToInvoice]:
    """Shipments that left and are not (wholly) invoiced, the oldest first, within the actor's scope."""
    asked = {
        "customer": by.scope.get("customer"),
        "rep": by.scope.get("rep"),
        "order": order_id,
        "shipments": None,
        "limit": limit,
    }
    return sql.rows_as(ToInvoice, _TO_INVOICE, asked)


def worth_of(shipment_ids: Sequence[UUID]) -> dict[UUID, ToInvoice]:
    """What these shipments still have to bill, by id; those with nothing left are missing."""
    asked = {"customer": None, "rep": None, "order": None, "shipments": list(shipment_ids), "limit": None}
    return {row.shipment_id: row for row in sql.rows_as(ToInvoice, _TO_INVOICE, asked)}


# The ids of what `to_invoice` gives, for a list that pages.
_WAITING = f"""select sh.id from fulfilment_shipment sh join fulfilment_shipment_line sl on sl.shipment_id = sh.id
  left join lateral (
    select sum(il.quantity - il.reopened) as billed, sum(il.credited - il.reopened) as settled
    from billing_invoice_line il where il.shipment_line_id = sl.id and il.credits_id is null) s on true
  where sh.shipped_at is not null and {_OPEN} > 0
    and sh.order_id in (select id from sales_order where state = 'confirmed'
                        union select order_id from billing_invoice where bill_again)"""  # noqa: S608


def _waiting(by: By) -> QuerySet[Shipment]:
    rows = Shipment.objects.select_related("order").filter(pk__in=RawSQL(_WAITING, []))  # noqa: S611 constants only
    return access_queries.scoped(rows, by, rep="order__rep_id", customer="order__customer_id")


TO_INVOICE: Listing[Shipment] = Listing(
    name="to_invoice",
    rows=_waiting,
    sorts={
        "shipped": ("shipped_at",),
        "number": ("number",),
        "customer": ("order__customer_name", "shipped_at"),
    },
    default_sort="shipped",
    filters={
        "customer": reference("Customer", "order__customer_id"),
        "shipped": day_range("Shipped", "shipped_at"),
    },
    search=lambda rows, text: rows.filter(having(text)),
)
