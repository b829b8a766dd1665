"""What no single room can check: that its rows and the ledgers, the feed and the rooms beside it agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from tradepost.base import sql
from tradepost.base.money import minor_units
from tradepost.base.record import Difference


@dataclass(frozen=True, slots=True)
class Check:
    """One statement that gives (document, what, expected, found) for every difference."""

    invariant: str
    about: str
    statement: str

    def differences(self) -> Iterator[Difference]:
        """Run it."""
        for document, what, expected, found in sql.differing(
            self.statement, {"minor": minor_units(settings.BASE_CURRENCY)}
        ):
            yield Difference(self.invariant, document, what, str(expected), str(found))


def _told(document: str, table: str, event: str, condition: str = "true") -> Check:
    """I15: every row of a table has its fact on the change feed."""
    return Check(
        "I15",
        f"the fact {event}",
        f"""select {document}, 'the event {event}', '1', '0' from {table} d
            where {condition} and not exists (
              select from base_event e where e.subject_id = d.id and e.name = '{event}')""",  # noqa: S608
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "I14",
        "stock in accounts",
        """select 'account 1400', 'stock value', coalesce(p.value, 0), coalesce(a.value, 0)
           from (select sum(value) as value from inventory_position) p,
                (select sum(base_amount) as value from accounts_posting where account = '1400') a
           where coalesce(p.value, 0) <> coalesce(a.value, 0)""",
    ),
    Check(
        "I8",
        "receivables in accounts",
        """with owed as (
             select customer_id, currency, sum(amount) as amount from (
               select customer_id, currency, case kind when 'invoice' then total else -total end as amount
               from billing_invoice where state = 'posted'
               union all select customer_id, currency, -amount from billing_payment) d group by 1, 2),
           entered as (
             select p.party_id, e.currency, sum(p.amount) as amount
             from accounts_posting p join accounts_entry e on e.id = p.entry_id
             where p.account = '1200' and e.kind in ('invoice', 'credit_note', 'payment') group by 1, 2)
           select 'customer ' || coalesce(c.number, e.party_id::text),
                  'receivable in ' || coalesce(o.currency, e.currency),
                  coalesce(o.amount, 0), coalesce(e.amount, 0)
           from owed o full join entered e on e.party_id = o.customer_id and e.currency = o.currency
           left join parties_customer c on c.id = coalesce(o.customer_id, e.party_id)
           where coalesce(o.amount, 0) <> coalesce(e.amount, 0)""",
    ),
    Check(
        "I8",
        "what is open, at the rates it was entered",
        """select 'customer ' || coalesce(c.number, o.customer_id::text), 'receivable in base currency',
                  coalesce(o.amount, 0), coalesce(b.balance, 0)
           from (
             select d.customer_id,
                    sum(d.sign * round(d.left_over * coalesce(e.rate, 1), %(minor)s::integer)) as amount
             from (
               select id, customer_id, kind, case kind when 'invoice' then 1 else -1 end as sign,
                      total - settled as left_over
               from billing_invoice where settled < total and state = 'posted'
               union all
               select id, customer_id, 'payment', -1, amount - allocated from billing_payment
               where allocated < amount) d
             left join accounts_entry e on e.subject_id = d.id and e.kind = d.kind
             group by 1) o
           full join (select party_id, balance from accounts_party_balance where account = '1200') b
             on b.party_id = o.customer_id
           left join parties_customer c on c.id = coalesce(o.customer_id, b.party_id)
           where coalesce(o.amount, 0) <> coalesce(b.balance, 0)""",
    ),
    Check(
        "I8",
        "revenue, freight and tax in accounts",
        """with posted as (
             select currency, sum(sign * net_total) as net, sum(sign * freight) as freight,
                    sum(sign * tax_total) as tax
             from (select *, case kind when 'invoice' then 1 else -1 end as sign
                   from billing_invoice where state = 'posted') i group by 1),
           entered as (
             select e.currency, -sum(p.amount) filter (where p.account = '4000') as net,
                    -sum(p.amount) filter (where p.account = '4100') as freight,
                    -sum(p.amount) filter (where p.account = '2200') as tax
             from accounts_posting p join accounts_entry e on e.id = p.entry_id
             where e.kind in ('invoice', 'credit_note') group by 1)
           select 'invoices in ' || coalesce(p.currency, e.currency), c.what, c.expected, c.found
           from posted p full join entered e on e.currency = p.currency
           cross join lateral (values
             ('revenue', coalesce(p.net, 0), coalesce(e.net, 0)),
             ('freight', coalesce(p.freight, 0), coalesce(e.freight, 0)),
             ('tax', coalesce(p.tax, 0), coalesce(e.tax, 0))) c(what, expected, found)
           where c.expected <> c.found""",
    ),
    Check(
        "I8",
        "one entry for each document of money",
        """select d.number, 'entries in accounts', case when d.total = 0 then 0 else 1 end, count(e.id) from (
             select id, number, kind, total from billing_invoice where state = 'posted'
             union all select id, number, 'payment', amount from billing_payment) d
           left join accounts_entry e on e.subject_id = d.id and e.kind = d.kind
           group by d.id, d.number, d.total
           having count(e.id) <> case when d.total = 0 then 0 else 1 end""",
    ),
    _told("d.number", "fulfilment_shipment", "fulfilment.shipped", "d.shipped_at is not null"),
    _told("d.number", "billing_invoice", "billing.invoiced", "d.kind = 'invoice'"),
    _told("d.number", "billing_invoice", "billing.credited", "d.kind = 'credit_note'"),
    _told("d.number", "billing_payment", "billing.payment_recorded"),
)
