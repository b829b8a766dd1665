"""What customers owe by age: the columns, and where each amount leads.

What is open now stands in the list of invoices; payments, credits and what was open on an earlier day on a page of
their own.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.billing.queries import AgeingRow
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import days, leading
from tradepost.doors.office.parts.standing import today_of
from tradepost.render.screens.columns import Column

ONE_DAY = timedelta(days=1)


def open_invoices(by: By, day: date) -> Callable[..., str]:
    """The list of what is open; it knows today only, so that of an earlier day there is none."""
    if day != today_of(by):
        return lambda **filters: ""
    lead = leading(by, "invoices", "billing.read")
    return lambda **filters: lead(kind="invoice", open="yes", **filters)


def ages(by: By, day: date) -> tuple[Column, ...]:
    """The columns of ages at the end of a day: each amount leads to the documents that it adds up."""
    invoices = open_invoices(by, day)

    def documents(row: AgeingRow, age: str) -> str:
        return f"{address('open_documents', row.customer_id)}?on={day.isoformat()}&age={age}"

    def amount(name: str, label: str, since: int | None, until: int | None, **look: Any) -> Column:
        """What was due from so many days before the day on, until so many before it."""
        first, end = (None if one is None else day - timedelta(days=one) for one in (since, until))

        # What is written of a later day cannot be due before it.
        written = days(None, day + ONE_DAY) if until is None else ""

        def behind(row: AgeingRow) -> str:
            # A list of invoices adds up whole ones; a part has another age than the rest of its invoice.
            found = (
                ""
                if row.in_parts
                else invoices(customer=row.customer_id, due_on=days(first, end), invoiced_on=written)
            )
            return found or documents(row, name)

        return Column(name, label, "money", value=_amount(name), link=behind, **look)

    return (
        Column("customer_name", _("Customer"), link=lambda row: address("statement", row.customer_id)),
        amount("not_due", _("Not due"), 0, None, priority=2),
        amount("days_1_to_30", _("1–30 days"), 30, 0, priority=2),
        amount("days_31_to_60", _("31–60 days"), 60, 30, priority=3),
        amount("days_61_to_90", _("61–90 days"), 90, 60, priority=3),
        amount("days_over_90", _("Over 90 days"), None, 90, tone=lambda row: "bad"),
        Column(
            "on_account",
            _("On account"),
            "money",
            value=_amount("on_account"),
            link=lambda row: documents(row, "on_account"),
            priority=3,
        ),
        amount("overdue", _("Overdue"), None, 0),
        Column("total", _("Total"), "money", link=lambda row: documents(row, "total")),
    )


def _amount(name: str) -> Any:
    return lambda row: getattr(row, name) or None
