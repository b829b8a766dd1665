"""What customers owe: the statement of one, and the ages of what is open."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.money import ZERO
from tradepost.domain.billing.rules import age_of
from tradepost.domain.parties.rules.terms import Due


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A document of the period. `kind`: invoice, credit_note, payment, discount; `open`: what is left of it now.

    `parts`: what of an invoice is due when, where that is more than one day. A discount bears its invoice's number.
    """

    day: date
    kind: str
    id: UUID
    number: str
    reference: str
    due_on: date | None
    debit: Decimal
    credit: Decimal
    open: Decimal
    balance: Decimal
    parts: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A customer's account in one currency from `since` until before `until`; positive is owed to us."""

    customer_id: UUID
    customer_number: str
    customer_name: str
    currency: str
    since: date
    until: date
    opening: Decimal
    lines: tuple[StatementLine, ...]

    @property
    def closing(self) -> Decimal:
        """The balance after the last line."""
        return self.lines[-1].balance if self.lines else self.opening


_DOCUMENTS = """
  select i.invoiced_on as day, i.kind, i.id, i.number, i.customer_po as reference, i.due_on, i.parts,
         case when i.kind = 'invoice' then i.total else 0 end as debit,
         case when i.kind = 'invoice' then 0 else i.total end as credit,
         i.total - i.settled as open, i.made_at
  from billing_invoice i where i.customer_id = %(customer)s::uuid and i.currency = %(currency)s
   and i.state = 'posted' and i.invoiced_on < %(until)s::date
  union all
  select p.paid_on, 'payment', p.id, p.number, p.reference, null::date, '[]', 0, p.amount,
         p.amount - p.allocated, p.made_at
  from billing_payment p where p.customer_id = %(customer)s::uuid and p.currency = %(currency)s
   and p.paid_on < %(until)s::date
  union all
  select a.allocated_on, 'discount', i.id, i.number, '', null::date, '[]', greatest(-a.discount, 0),
         greatest(a.discount, 0), 0, a.made_at
  from billing_allocation a join billing_invoice i on i.id = a.invoice_id
  where a.discount <> 0 and i.customer_id = %(customer)s::uuid and i.currency = %(currency)s
   and a.allocated_on < %(until)s::date"""


def statement(customer_id: UUID, since: date, until: date, *, currency: str = "") -> Statement:
    """All documents of a half-open range of days, with the balance before and after each.

    In the customer's currency unless another is named. Raises NotFound.
    """
    found = sql.one(
        """select c.number, p.name, c.currency
           from parties_customer c join parties_party p on p.id = c.party_id
           where c.id = %s""",
        [customer_id],
    )
    if found is None:
        raise NotFound("There is no such customer.")
    number, name, own = found
    asked = {"customer": customer_id, "currency": currency or own, "since": since, "until": until}
    opening = sql.rows(
        f"select coalesce(sum(debit - credit), 0) from ({_DOCUMENTS}) d where day < %(since)s::date",  # noqa: S608
        asked,
    )[0][0]
    rows = sql.rows(
        f"""select day, kind, id, number, reference, due_on, parts, debit, credit, open from ({_DOCUMENTS}) d
            where day >= %(since)s::date order by day, made_at, id""",  # noqa: S608 constants only
        asked,
    )
    return Statement(
        customer_id, number, name, currency or own, since, until, opening, tuple(_running(opening, rows))
    )


def _running(balance: Decimal, rows: list[tuple[Any, ...]]) -> Iterator[StatementLine]:
    for day, kind, document_id, number, reference, due_on, parts, debit, credit, left in rows:
        balance += debit - credit
        dues = tuple(Due(date.fromisoformat(on), Decimal(amount)) for on, amount in json.loads(parts))
        yield StatementLine(
            day, kind, document_id, number, reference, due_on, debit, credit, left, balance, dues
        )


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """What one customer owes in one currency, by days past due.

    `on_account` is what was paid or credited and not matched; it is negative, so that all columns add up
    to `total`. `in_parts`: some of it is owed by invoices that are paid in parts, each part as old as its own day.
    """

    customer_id: UUID
    customer_name: str
    currency: str
    not_due: Decimal
    days_1_to_30: Decimal
    days_31_to_60: Decimal
    days_61_to_90: Decimal
    days_over_90: Decimal
    on_account: Decimal
    in_parts: bool = False

    @property
    def overdue(self) -> Decimal:
        """All that should have been paid before the day asked for."""
        return self.days_1_to_30 + self.days_31_to_60 + self.days_61_to_90 + self.days_over_90

    @property
    def total(self) -> Decimal:
        """The customer's balance."""
        return self.not_due + self.overdue + self.on_account


# Of an invoice paid in parts each part is as old as its own day; what was paid first is what was due first.
_OPEN_INVOICES = """select i.customer_id, i.currency, i.kind, %(on)s::date - coalesce(d.due_on, i.due_on) as late,
         case when d.part is null then i.total - i.settled + coalesce(l.amount, 0)
              else least(d.amount, greatest(0, d.upto - i.settled + coalesce(l.amount, 0))) end as amount,
         i.id, i.number, i.invoiced_on as day, coalesce(d.due_on, i.due_on) as due_on, i.parts <> '[]' as in_parts
  from billing_invoice i left join accounts_due d on d.document_id = i.id left join later l on l.document_id = i.id
  where i.state = 'posted' and i.invoiced_on <= %(on)s::date
    and (%(customer)s::uuid is null or i.customer_id = %(customer)s::uuid)"""
_OPEN_PAYMENTS = """select p.customer_id, p.currency, 'payment', 0, p.amount - p.allocated + coalesce(l.amount, 0),
         p.id, p.number, p.paid_on, null::date, false
  from billing_payment p left join later l on l.document_id = p.id
  where p.paid_on <= %(on)s::date
    and (%(customer)s::uuid is null or p.customer_id = %(customer)s::uuid)"""
# What is open now is found by index; what was settled after the day asked for is open as well.
_LEFT_OVER = f"""
with later as (
  select invoice_id as document_id, sum(amount + discount) as amount from billing_allocation
  where allocated_on > %(on)s::date group by 1
  union all
  select coalesce(payment_id, credit_note_id), sum(amount) from billing_allocation
  where allocated_on > %(on)s::date group by 1),
left_over as (
  {_OPEN_INVOICES} and i.settled < i.total
  union all {_OPEN_INVOICES} and i.settled = i.total and i.id in (select document_id from later)
  union all {_OPEN_PAYMENTS} and p.allocated < p.amount
  union all {_OPEN_PAYMENTS} and p.allocated = p.amount and p.id in (select document_id from later))"""  # noqa: S608
_AGEING = f"""{_LEFT_OVER}
select o.customer_id, p.name, o.currency,
       coalesce(sum(o.amount) filter (where o.kind = 'invoice' and o.late <= 0), 0),
       coalesce(sum(o.amount) filter (where o.kind = 'invoice' and o.late between 1 and 30), 0),
       coalesce(sum(o.amount) filter (where o.kind = 'invoice' and o.late between 31 and 60), 0),
       coalesce(sum(o.amount) filter (where o.kind = 'invoice' and o.late between 61 and 90), 0),
       coalesce(sum(o.amount) filter (where o.kind = 'invoice' and o.late > 90), 0),
       -coalesce(sum(o.amount) filter (where o.kind <> 'invoice'), 0), bool_or(o.in_parts)
from left_over o join parties_customer c on c.id = o.customer_id join parties_party p on p.id = c.party_id
where (%(rep)s::uuid is null or c.rep_id = %(rep)s::uuid)
group by o.customer_id, p.name, o.currency having bool_or(o.amount <> 0)
order by p.name, o.customer_id, o.currency"""  # noqa: S608 constants only


def ageing(on: date, customer_id: UUID | None = None, *, by: By | None = None) -> list[AgeingRow]:
    """What was open at the end of a day, per customer and currency, as it stood then; by the customer's name.

    With `by` only what the actor may see. Matches made after the day are taken back.
    """
    scope = by.scope if by else {}
    only = scope.get("customer")
    if only is not None and customer_id not in (None, only):
        return []
    asked = {"on": on, "customer": customer_id or only, "rep": scope.get("rep")}
    return sql.rows_as(AgeingRow, _AGEING, asked)


def overdue_at(on: date) -> Decimal:
    """What all customers should have paid by then and had not when a day ended; base currency.

    Each invoice at the rate it was entered at; matches made after the day are taken back.
    """
    found = sql.one(
        f"""{_LEFT_OVER}
            select round(coalesce(sum(o.amount * coalesce(e.rate, 1)), 0), 2)
            from left_over o left join accounts_entry e
              on e.subject_id = o.id and e.kind = o.kind and o.currency <> %(home)s
            where o.kind = 'invoice' and o.late > 0""",  # noqa: S608 constants only
        {"on": on, "customer": None, "home": settings.BASE_CURRENCY},
    )
    return found[0] if found else ZERO


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """What was open of one document at the end of a day. `open` of a payment or credit note is negative.

    `late` is how many days an invoice was past due; 0 or less is not due.
    """

    kind: str
    id: UUID
    number: str
    day: date
    due_on: date | None
    late: int
    currency: str
    open: Decimal

    @property
    def age(self) -> str:
        """The amount of an AgeingRow that it is a part of."""
        return age_of(self.late) if self.kind == "invoice" else "on_account"


def open_documents(on: date, customer_id: UUID) -> list[OpenDocument]:
    """What `ageing` adds up for a customer: each document, the oldest due first, payments and credits last."""
    return sql.rows_as(
        OpenDocument,
        f"""{_LEFT_OVER}
            select kind, id, number, day, due_on, late, currency,
                   case when kind = 'invoice' then amount else -amount end
            from left_over where amount <> 0 order by due_on nulls last, day, id""",  # noqa: S608 constants only
        {"on": on, "customer": customer_id},
    )


@dataclass(frozen=True, slots=True)
class OpenAtRate:
    """What is left of a document in a foreign currency, and the rate it was entered at."""

    id: UUID
    customer_id: UUID
    is_invoice: bool
    open: Decimal
    rate: Decimal
    currency: str


def open_at_rate(ids: Sequence[UUID]) -> list[OpenAtRate]:
    """Those of these invoices, credit notes and payments that are not in base currency."""
    return sql.rows_as(
        OpenAtRate,
        """select d.id, d.customer_id, d.kind = 'invoice', d.left_over, e.rate, d.currency from (
             select id, customer_id, kind, currency, total - settled as left_over from billing_invoice
             where id = any(%(ids)s::uuid[])
             union all
             select id, customer_id, 'payment', currency, amount - allocated from billing_payment
             where id = any(%(ids)s::uuid[])) d
           join accounts_entry e on e.subject_id = d.id and e.kind = d.kind
           where d.currency <> %(home)s""",
        {"ids": list(ids), "home": settings.BASE_CURRENCY},
    )


def owed_by(customer_id: UUID, currency: str) -> Decimal:
    """The balance of a customer's account in one currency now: invoices less credit notes and payments."""
    found = sql.one(
        """select (select coalesce(sum((total - settled) * case kind when 'invoice' then 1 else -1 end), 0)
                   from billing_invoice where customer_id = %s and currency = %s and settled < total)
                - (select coalesce(sum(amount - allocated), 0)
                   from billing_payment where customer_id = %s and currency = %s and allocated < amount)""",
        [customer_id, currency, customer_id, currency],
    )
    return found[0] if found else ZERO
