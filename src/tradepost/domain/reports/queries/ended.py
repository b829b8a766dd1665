"""What was open when a month ended, of the whole company: as it is kept, and as the documents tell it.

Days and months are those of UTC, as in all sums. What was cancelled since is left out, as in sales as ordered;
an order counts as its lines are now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradepost.base import feed, sql
from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.reports.queries._rows import CHANGED_BY

_OPEN = """
  select coalesce(sum(coalesce(l.gross * 100, l.net * (100 + l.tax_rate))
    * o.rate * (l.quantity - l.cancelled - coalesce(b.quantity, 0))
                      / (100 * l.quantity)), 0)
  from sales_order o join sales_order_line l on l.order_id = o.id
  left join lateral (
    select sum(case i.kind when 'invoice' then n.quantity else -n.reopened end) as quantity
    from billing_invoice_line n join billing_invoice i on i.id = n.invoice_id
    where n.order_line_id = l.id and i.state = 'posted' and i.invoiced_on <= %(on)s::date) b on true
  where o.state in ('confirmed', 'closed') and o.confirmed_at < (%(on)s::date + 1)::timestamp at time zone 'UTC'
    and (o.closed_at is null or o.closed_at >= (%(on)s::date + 1)::timestamp at time zone 'UTC')"""
# Which facts change what was open, and the first day on which.
_ORDERS = CHANGED_BY["ordered"]
_MONEY = (
    "billing.invoiced", "billing.credited", "billing.payment_recorded", "billing.allocated",
    "billing.allocation_reversed",
)  # fmt: skip
_FIRST_DAY = """select least(
  (select min(confirmed_at at time zone 'UTC')::date from sales_order where id = any(%(orders)s::uuid[])),
  (select min(invoiced_on) from billing_invoice where id = any(%(money)s::uuid[])),
  (select min(a.allocated_on) from billing_allocation a
    where a.invoice_id = any(%(money)s::uuid[]) or a.payment_id = any(%(money)s::uuid[])
      or a.credit_note_id = any(%(money)s::uuid[])))"""


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What was open when a day ended: orders with tax, and what should have been paid before; base currency."""

    open_orders: Decimal
    overdue: Decimal


def month_ends(by: By, days: Sequence[date]) -> dict[date, MonthEnd]:
    """What was open when these last days of months ended, as far as the worker has told it; one statement.

    Of the whole company: nothing for those who see a part of it.
    """
    if by.scope:
        return {}
    found = sql.rows(
        "select ends_on, open_orders, overdue from reports_level where ends_on = any(%s::date[])",
        [list(days)],
    )
    return {row[0]: MonthEnd(row[1], row[2]) for row in found}


def month_end(on: date) -> MonthEnd:
    """What was open when a day ended, from the documents; two statements."""
    found = sql.one(_OPEN, {"on": on})
    orders = found[0] if found else ZERO
    return MonthEnd(round(orders, 2), billing_queries.overdue_at(on))


def kept_month_ends(count: int) -> list[tuple[date, MonthEnd]]:
    """The last ends of months that are kept and that no fact has changed since: what `verify` compares."""
    held = sql.one("select cursor from reports_levelling")
    changed = first_day_changed(held[0]) if held else None
    found = sql.rows(
        """select ends_on, open_orders, overdue from reports_level
           where %(changed)s::date is null or ends_on < %(changed)s::date order by ends_on desc limit %(count)s""",
        {"changed": changed, "count": count},
    )
    return [(row[0], MonthEnd(row[1], row[2])) for row in found]


def lacking_month_end(days: Sequence[date]) -> date | None:
    """The last of these days that is not told yet, of those since the first document; one statement."""
    found = sql.one(
        """select max(d.day) from unnest(%s::date[]) as d(day)
           where not exists (select from reports_level l where l.ends_on = d.day)
             and d.day >= least((select (min(confirmed_at) at time zone 'UTC')::date from sales_order),
                                (select min(invoiced_on) from billing_invoice))""",
        [list(days)],
    )
    return found[0] if found else None


def first_day_changed(after: str, until: str | None = None) -> date | None:
    """The first day whose end looks different since the facts after a cursor, or between two; one statement or two."""
    found = feed.subjects([*_ORDERS, *_MONEY], after, until)
    if not found:
        return None
    asked = {
        kind: [one for name in names for one in found.get(name, ())]
        for kind, names in (("orders", _ORDERS), ("money", _MONEY))
    }
    row = sql.one(_FIRST_DAY, asked)
    return row[0] if row else None
