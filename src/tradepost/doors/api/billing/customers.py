"""What a customer owes: open invoices, statement, ageing."""

from datetime import date
from typing import Any

from django.conf import settings
from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.api.billing.schemas import AgeingOut, CreditOut, InvoiceRow, StatementOut
from tradepost.doors.api.endpoints import reads
from tradepost.doors.api.fields import Currency, Day, Id

router = Router(tags=["Customers"])


@reads(router, "/customers/{customer_id}/open-invoices", needs="billing.read", gives=list[InvoiceRow])
def list_open_invoices(by: By, customer_id: Id) -> list[dict[str, Any]]:
    """What a customer owes, the oldest due first."""
    parties_queries.customer(by, customer_id)
    return [InvoiceRow.plain(row) for row in billing_queries.open_invoices(customer_id)]


@reads(router, "/customers/{customer_id}/statement", needs="billing.read", gives=StatementOut)
def get_statement(
    by: By,
    customer_id: Id,
    since: Day,
    until: Day,
    currency: Currency | None = None,
) -> dict[str, Any]:
    """A customer's documents from `since` up to and without `until`, with the balance around each."""
    first: date = since
    if first >= until:
        raise Invalid("The range of days is empty.", fields={"until": "Must be after since."})
    parties_queries.customer(by, customer_id)
    return StatementOut.plain(billing_queries.statement(customer_id, first, until, currency=currency or ""))


@reads(router, "/ageing", needs="billing.read", gives=list[AgeingOut])
def get_ageing(by: By, on: Day | None = None, customer_id: Id | None = None) -> list[dict[str, Any]]:
    """What was open at the end of a day (today), per customer and currency, by days past due."""
    day: date = on or by.now.date()
    return [AgeingOut.plain(row) for row in billing_queries.ageing(day, customer_id, by=by)]


@reads(router, "/customers/{customer_id}/credit", needs="billing.read", gives=CreditOut)
def get_credit(by: By, customer_id: Id) -> dict[str, Any]:
    """What a customer owes and may owe; an order that goes over it is held when it is confirmed, or cannot leave."""
    customer = parties_queries.customer(by, customer_id)
    terms = parties_queries.customer_terms(customer.pk)
    exposure, limit = sales_queries.exposure_of(terms), terms.credit_limit
    return CreditOut.plain(
        exposure,
        customer_id=terms.credit_id,
        currency=settings.BASE_CURRENCY,
        credit_limit=limit,
        free=None if limit is None else limit - exposure.total,
        oldest_due_on=exposure.oldest_due,
        days_overdue=exposure.days_overdue(by.now.date()),
        overdue_days=terms.overdue_days,
    )
