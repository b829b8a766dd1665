"""What customers owe and will owe: one statement, whatever the number of orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales.rules.credit import Exposure, at_risk, credit_findings
from tradepost.domain.sales.rules.findings import Finding

# Who counts against a limit: a customer, and the branches that share it. Of an order what must be paid before it
# leaves does not count as long as it keeps the order back. `{counts}` says which orders count whole; of the others
# only what was shipped does.
_SUMS = """
  (select array_agg(f.id) as ids from parties_customer f
   where f.id = {holder} or (f.parent_id = {holder} and f.shares_limit)) family
  cross join lateral (
    select coalesce(sum(b.balance), 0) as unpaid from accounts_party_balance b
    where b.account = '1200' and b.party_id = any(family.ids)) owed
  cross join lateral (
    select coalesce(sum(c.unbilled_value), 0) as unbilled,
           coalesce(sum(greatest(c.open_value - c.unbilled_value - c.deposit_due, 0)) filter (where {counts}), 0)
             as orders
    from sales_order c where c.customer_id = any(family.ids) and c.open_value > 0) open
  cross join lateral (
    select min(d.due_on) as oldest_due from accounts_due d
    where d.party_id = any(family.ids) and d.settled < d.upto) late"""
_EXPOSURES = f"""
select h.id, s.unpaid, s.unbilled, s.orders, s.oldest_due
from unnest(%s::uuid[]) as h(id) cross join lateral (
  select owed.unpaid, open.unbilled, open.orders, late.oldest_due
  from {_SUMS.format(holder="h.id", counts="true")}) s"""  # noqa: S608 constants only


def exposures(holder_ids: Sequence[UUID]) -> dict[UUID, Exposure]:
    """What these customers, each with the branches that share its limit, owe and will owe, in base currency."""
    return {row[0]: Exposure(*row[1:]) for row in sql.rows(_EXPOSURES, [list(holder_ids)])}


def exposure_of(customer: CustomerTerms) -> Exposure:
    """The same of a customer and those who share its limit."""
    holder = customer.credit_id or customer.customer_id
    return exposures([holder])[holder]


def have_ordered(customer_ids: Sequence[UUID]) -> set[UUID]:
    """Those of these customers who had an order confirmed before; an order that is being confirmed does not count."""
    found = sql.rows(
        """select c.id from unnest(%s::uuid[]) as c(id)
           where exists (select from sales_order o where o.customer_id = c.id and o.confirmed_at is not null)""",
        [list(customer_ids)],
    )
    return {row[0] for row in found}


# Of an order `o` that is to leave: its customer's limit, and what counts beside it. Orders that were confirmed after
# it, or are held, do not stand in its way before they leave. Null limit and null days where nothing is asked: the
# customer has neither, somebody let it go in spite of it, or nothing of it is owed later.
CREDIT_AT_RELEASE = f"""lateral (
  select k.credit_limit, k.overdue_days, s.*
  from (
    select coalesce(h.id, c.id) as holder, case when h.id is null then c.credit_limit else h.credit_limit end,
           coalesce(c.overdue_days, h.overdue_days, (select overdue_days from parties_company))
    from parties_customer c left join parties_customer h on h.id = c.parent_id and c.shares_limit
    where c.id = o.customer_id) as k(holder, credit_limit, overdue_days)
  cross join lateral (
    select owed.unpaid, open.unbilled, open.orders, late.oldest_due from {
    _SUMS.format(
        holder="k.holder",
        counts="c.id = o.id or (not c.held and (c.confirmed_at, c.id) < (o.confirmed_at, o.id))",
    )
}) s
  where (k.credit_limit is not null or k.overdue_days is not null)
    and not exists (select from sales_hold w where w.order_id = o.id and w.reason in ('credit', 'overdue')
      and w.released_at is not null)) credit on true"""  # noqa: S608 constants only


@dataclass(frozen=True, slots=True)
class CreditOfOrder:
    """What `CREDIT_AT_RELEASE` finds of an order, and what it would owe."""

    credit_limit: Decimal | None
    overdue_days: int | None
    unpaid: Decimal | None
    unbilled: Decimal | None
    orders: Decimal | None
    oldest_due: date | None
    value: Decimal
    deposit: Decimal
    rate: Decimal

    def findings(self, today: date) -> list[Finding]:
        """Why it may not leave; nothing when it may."""
        if self.unpaid is None or self.unbilled is None or self.orders is None:
            return []
        exposure = Exposure(self.unpaid, self.unbilled, self.orders, self.oldest_due)
        this = at_risk(self.value, self.deposit, self.rate)
        return credit_findings(self.credit_limit, self.overdue_days, exposure, this, today)


CREDIT_COLUMNS = """credit.credit_limit, credit.overdue_days, credit.unpaid, credit.unbilled, credit.orders,
  credit.oldest_due, o.open_value, o.deposit, o.rate"""


def credit_of_orders(order_ids: Sequence[UUID]) -> dict[UUID, CreditOfOrder]:
    """The credit of orders as they are to leave, in one statement."""
    found = sql.rows(
        f"""select o.id, {CREDIT_COLUMNS} from sales_order o left join {CREDIT_AT_RELEASE}
            where o.id = any(%s::uuid[]) order by o.id""",  # noqa: S608 constants only
        [list(order_ids)],
    )
    return {row[0]: CreditOfOrder(*row[1:]) for row in found}
