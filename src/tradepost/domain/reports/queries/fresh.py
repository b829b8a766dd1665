"""The sums as they must be: made from the rows, in the shape in which they are kept."""

from typing import Any

from tradepost.domain.reports.queries._rows import rows_in
from tradepost.domain.reports.rules import NOBODY, Days

_NONE = f"'{NOBODY}'::uuid"
SALES_KEY = ("basis", "kind", "span", "starts_on", "subject_id", "rep_id")
SALES_FIGURES = ("documents", "quantity", "net", "cost")
SERVICE_KEY = ("starts_on", "warehouse_id")
SERVICE_FIGURES = ("shipments", "dated", "on_time", "wanted", "filled")


def sales_days(basis: str, ranges: list[Days], params: dict[str, Any]) -> str:
    """The statement of all sums of these days: of all, of each customer and rep, of each item."""
    return f"""
      select '{basis}' as basis,
             case when grouping(customer_id) = 0 then 'customer' when grouping(item_id) = 0 then 'item'
                  else 'all' end as kind,
             'day' as span, day as starts_on,
             case when grouping(customer_id) = 0 then customer_id when grouping(item_id) = 0 then item_id
                  else {_NONE} end as subject_id,
             case when grouping(customer_id) = 0 then coalesce(rep_id, {_NONE}) else {_NONE} end as rep_id,
             count(distinct document_id) as documents, sum(quantity)::bigint as quantity, sum(net) as net,
             coalesce(sum(cost), 0) as cost
      from ({rows_in(basis, ranges, params)}) r
      group by grouping sets ((day), (day, customer_id, rep_id), (day, item_id))"""  # noqa: S608 constants only


def sales_months(basis: str) -> str:
    """The statement of the months of %(months)s as the sums of their days."""
    return f"""
      select basis, kind, 'month' as span, month.starts_on, subject_id, rep_id, sum(documents)::bigint as documents,
             sum(quantity)::bigint as quantity, sum(net) as net, sum(cost) as cost
      from unnest(%(months)s::date[]) as month(starts_on)
      join reports_sales_sum d on d.basis = '{basis}' and d.kind in ('all', 'customer', 'item') and d.span = 'day'
        and d.starts_on >= month.starts_on and d.starts_on < month.starts_on + interval '1 month'
      group by basis, kind, month.starts_on, subject_id, rep_id"""  # noqa: S608 constants only


def service_days(ranges: list[Days], params: dict[str, Any]) -> str:
    """The statement of how each warehouse shipped on these days."""
    return f"""
      select day as starts_on, warehouse_id, count(*) as shipments, sum(dated)::bigint as dated,
             sum(on_time)::bigint as on_time, sum(wanted)::bigint as wanted, sum(filled)::bigint as filled
      from ({rows_in("shipped", ranges, params)}) r group by day, warehouse_id"""  # noqa: S608 constants only
