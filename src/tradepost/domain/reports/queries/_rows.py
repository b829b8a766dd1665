"""The rows that sales and service are summed from: the one place that says what counts, when, and as how much."""

from collections.abc import Sequence
from typing import Any

from tradepost.domain.reports.rules import NOBODY, Days

# Revenue at the rate its entry was posted at, so that it equals the ledger; a credit note counts against
# the day of its own. The cost of a line is its share of what its shipment line cost; goods that were
# credited but not returned stay sold. What is no item (a bonus that was credited) counts as nobody's.
_INVOICED = f"""
  select i.invoiced_on as day, i.customer_id, i.rep_id, coalesce(l.item_id, '{NOBODY}') as item_id,
         i.id as document_id,
         case i.kind when 'invoice' then l.quantity else -l.quantity end as quantity,
         case i.kind when 'invoice' then l.net else -l.net end * coalesce(e.rate, 1) as net,
         case i.kind when 'invoice' then l.quantity else -least(l.quantity, sl.returned) end
           * sl.value / nullif(sl.shipped, 0) as cost
  from billing_invoice i join billing_invoice_line l on l.invoice_id = i.id
  left join fulfilment_shipment_line sl on sl.id = l.shipment_line_id
  left join accounts_entry e on e.subject_id = i.id and e.kind = i.kind
  where i.state = 'posted'"""  # noqa: S608 constants only
_ORDERED = """
  select (o.placed_at at time zone 'UTC')::date as day, o.customer_id, o.rep_id, l.item_id,
         o.id as document_id, l.quantity - l.cancelled as quantity,
         l.net * (l.quantity - l.cancelled) / l.quantity * o.rate as net, 0::numeric as cost
  from sales_order o join sales_order_line l on l.order_id = o.id
  where o.state in ('confirmed', 'closed') and l.cancelled < l.quantity"""
# What is wanted by a day is wanted by the line's, or else by the order's. Only what a customer asked for counts:
# a promised day moves until the goods are gone.
_SHIPPED = """
  select (s.shipped_at at time zone 'UTC')::date as day, s.warehouse_id, s.id as document_id,
         counted.dated, counted.on_time, case when is_first.yes then ordered.wanted else 0 end as wanted,
         case when is_first.yes then s.shipped_total else 0 end as filled
  from fulfilment_shipment s join sales_order o on o.id = s.order_id
  cross join lateral (
    select count(coalesce(l.requested_on, o.requested_on)) as dated,
           count(*) filter (where (s.shipped_at at time zone 'UTC')::date
             <= coalesce(l.requested_on, o.requested_on)) as on_time
    from fulfilment_shipment_line sl join sales_order_line l on l.id = sl.order_line_id
    where sl.shipment_id = s.id and sl.shipped > 0) counted
  cross join lateral (
    select not exists (
      select from fulfilment_shipment e where e.order_id = s.order_id and e.shipped_at is not null
        and (e.shipped_at, e.id) < (s.shipped_at, s.id)) as yes) is_first
  cross join lateral (
    select sum(l.quantity) as wanted from sales_order_line l where l.order_id = s.order_id) ordered
  where s.shipped_at is not null"""
_BASES = {"invoiced": _INVOICED, "ordered": _ORDERED, "shipped": _SHIPPED}
_DAY = "i.invoiced_on >= %({0}a)s::date and i.invoiced_on < %({0}b)s::date"
_MOMENT = """{1} >= %({0}a)s::date::timestamp at time zone 'UTC'
   and {1} < %({0}b)s::date::timestamp at time zone 'UTC'"""
_WHEN = {
    "invoiced": _DAY,
    "ordered": _MOMENT.replace("{1}", "o.placed_at"),
    "shipped": _MOMENT.replace("{1}", "s.shipped_at"),
}


def rows_in(basis: str, ranges: Sequence[Days], params: dict[str, Any], also: str = "") -> str:
    """The statement of all rows of these days; their bounds go into `params`.

    The days are given one by one, so that the planner knows how many rows to expect.
    """
    if not ranges:
        return f"{_BASES[basis]} and false"
    asked = []
    for number, (since, until) in enumerate(ranges):
        params[f"r{number}a"], params[f"r{number}b"] = since, until
        asked.append(f"({_WHEN[basis].format(f'r{number}')})")
    return f"{_BASES[basis]} and ({' or '.join(asked)}) {also}"


def bounds(basis: str) -> str:
    """The statement of the first and the last day of any document, both from an index."""
    table, column = {
        "invoiced": ("billing_invoice", "invoiced_on"),
        "ordered": ("sales_order", "placed_at"),
        "shipped": ("fulfilment_shipment", "shipped_at"),
    }[basis]
    day = column if basis == "invoiced" else f"({column} at time zone 'UTC')::date"
    return ", ".join(
        f"""(select {day} from {table} where {column} is not null order by {column} {way} limit 1)"""  # noqa: S608
        for way in ("asc", "desc")
    )


# Which facts change the figures of which days, and what they are about.
CHANGED_BY: dict[str, tuple[str, ...]] = {
    "ordered": (
        "sales.order_confirmed",
        "sales.lines_cancelled",
        "sales.order_cancelled",
        "sales.order_changed",
    ),
    "invoiced": ("billing.invoiced", "billing.credited", "returns.received"),
    "shipped": ("fulfilment.shipped",),
}
# Goods that come back change what a credit note took back of their cost. A shipment written later than one that
# left after it changes which of them was the first.
CHANGED_DAYS = {
    "ordered": """select (placed_at at time zone 'UTC')::date from sales_order where id = any(%(subjects)s::uuid[])""",
    "invoiced": """select invoiced_on from billing_invoice where id = any(%(subjects)s::uuid[])
        union select i.invoiced_on from returns_return_line r
          join billing_invoice_line l on l.shipment_line_id = r.shipment_line_id and l.credits_id is not null
          join billing_invoice i on i.id = l.invoice_id
          where r.return_id = any(%(subjects)s::uuid[])""",
    "shipped": """select (other.shipped_at at time zone 'UTC')::date
        from fulfilment_shipment s join fulfilment_shipment other on other.order_id = s.order_id
        where s.id = any(%(subjects)s::uuid[]) and other.shipped_at is not null""",
}
