"""How much is open now: orders by the day they are wanted, invoices by how long they are overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.reports.queries.work import scope_of
from tradepost.domain.reports.rules import Days

_CUSTOMER = """(%(customer)s::uuid is null or {0}.customer_id = %(customer)s::uuid)
  and (%(rep)s::uuid is null or exists (
    select from parties_customer c where c.id = {0}.customer_id and c.rep_id = %(rep)s::uuid))"""


@dataclass(frozen=True, slots=True)
class Level:
    """What is open in one range of days: how many documents, and how much in base currency with tax."""

    documents: int
    amount: Decimal


def open_orders_by_day(by: By, ranges: Sequence[Days]) -> list[Level]:
    """What is ordered and not invoiced, by the day it is wanted, and last what is wanted on no day."""
    return _levels(
        by,
        ranges,
        f"""select o.requested_on as day, o.open_value as amount from sales_order o
            where o.open_value > 0 and o.state = 'confirmed' and {_CUSTOMER.format("o")}
              and (%(warehouse)s::uuid is null or o.warehouse_id = %(warehouse)s::uuid or exists (
                select from sales_order_line f where f.order_id = o.id and f.warehouse_id = %(warehouse)s::uuid))""",  # noqa: S608
    )


def overdue_by_day(by: By, ranges: Sequence[Days]) -> list[Level]:
    """What is left of invoices, by the day they were due, each at the rate it was entered at; last is 0."""
    return _levels(
        by,
        ranges,
        f"""select d.due_on as day, least(d.amount, d.upto - d.settled) * coalesce(e.rate, 1) as amount
            from accounts_due d join billing_invoice i on i.id = d.document_id
            left join accounts_entry e on e.subject_id = i.id and e.kind = i.kind and i.currency <> %(home)s
            where d.settled < d.upto and i.kind = 'invoice' and {_CUSTOMER.format("i")}""",  # noqa: S608
    )


def _levels(by: By, ranges: Sequence[Days], rows: str) -> list[Level]:
    found = {
        number: Level(documents, amount)
        for number, documents, amount in sql.rows(
            f"""select coalesce(r.number, 0), count(*), round(sum(d.amount), 2) from ({rows}) d
                left join unnest(%(since)s::date[], %(until)s::date[]) with ordinality as r(since, until, number)
                  on d.day >= r.since and d.day < r.until
                where d.day is null or r.number is not null group by 1""",  # noqa: S608 constants only
            {
                **scope_of(by),
                "since": [one for one, _ in ranges],
                "until": [one for _, one in ranges],
                "home": settings.BASE_CURRENCY,
            },
        )
    }
    nothing = Level(0, Decimal(0))
    return [*(found.get(number + 1, nothing) for number in range(len(ranges))), found.get(0, nothing)]
