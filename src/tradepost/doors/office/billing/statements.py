"""What customers owe: the statement of one, and the ages of all that is open."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.queries import AgeingRow, Statement, StatementLine
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.ages import ONE_DAY, ages, open_invoices
from tradepost.doors.office.parts.behind import days, leading
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.paging import page_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.reports.table import csv_file
from tradepost.render.formats import day_text, money_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Paper, Section, Tab, Total

FIRST_DAY = date(1970, 1, 1)


def period_of(request: HttpRequest, today: date) -> tuple[date, date]:
    """`?since=` and `?until=`, both days inclusive; without them the last three months. Half-open inside."""
    until = day_of(request.GET.get("until", "")) or today
    since = day_of(request.GET.get("since", "")) or _months_before(until, 3)
    return min(since, until), until + timedelta(days=1)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _months_before(day: date, months: int) -> date:
    """The first of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


@page("billing.read")
def statement(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    today = today_of(by)
    since, until = period_of(request, today)
    found = billing_queries.statement(customer.pk, since, until)
    return answer_document(request, _statement_page(by, found, billing_queries.ageing(today, pk), today))


def _statement_page(by: By, found: Statement, open_now: list[AgeingRow], today: date) -> DocumentPage:
    last = found.until - timedelta(days=1)
    here = address("statement", found.customer_id)
    query = f"?since={found.since.isoformat()}&until={last.isoformat()}"
    return DocumentPage(
        kind=_("Statement"),
        title=found.customer_name,
        subtitle=found.customer_number,
        subtitle_url=address("customer", found.customer_id),
        tabs=_tabs(here, found.since, today),
        sections=[
            *([Section(_("Open today"), ages(by, today)[1:], open_now)] if open_now else []),
            Section(
                _("From %(since)s to %(until)s")
                % {"since": day_text(found.since, None), "until": day_text(last, None)},
                LINES,
                [_row(line, found.currency) for line in found.lines],
                empty=_("Nothing happened in these days."),
                totals=[
                    Total(_("Opening balance"), found.opening, found.currency),
                    Total(_("Balance due"), found.closing, found.currency, strong=True),
                ],
            ),
        ],
        papers=[Paper(_("Statement of account"), f"{address('statement_pdf', found.customer_id)}{query}")],
        mail_url=mail_url(by, "statement", found.customer_id, query=query),
        back_url=address("customer", found.customer_id),
        back_label=found.customer_number,
    )


def _tabs(here: str, since: date, today: date) -> list[Tab]:
    choices = [
        (_("This month"), _months_before(today, 0)),
        (_("Three months"), _months_before(today, 3)),
        (_("This year"), date(today.year, 1, 1)),
        (_("All"), FIRST_DAY),
    ]
    return [Tab(label, f"{here}?since={first.isoformat()}", first == since) for label, first in choices]


def _row(line: StatementLine, currency: str) -> dict[str, Any]:
    return {
        "day": line.day,
        "number": line.number,
        "url": address("payment" if line.kind == "payment" else "invoice", line.id),
        "kind": KINDS.get(line.kind, line.kind),
        "reference": _parts_of(line, currency) or line.reference,
        "due_on": line.due_on,
        "debit": line.debit or None,
        "credit": line.credit or None,
        "open": line.open or None,
        "balance": line.balance,
        "currency": currency,
    }


def _parts_of(line: StatementLine, currency: str) -> str:
    """What of an invoice is due when, where that is more than one day."""
    return ", ".join(f"{money_text(due.amount, currency)} {day_text(due.on, None)}" for due in line.parts)


KINDS = {
    "invoice": gettext_lazy("Invoice"),
    "credit_note": gettext_lazy("Credit note"),
    "payment": gettext_lazy("Payment"),
    "discount": gettext_lazy("Discount for early payment"),
}
LINES = (
    Column(
        "number",
        gettext_lazy("Document"),
        "code",
        link=lambda row: row["url"],
        note=lambda row: row["reference"],
    ),
    Column("kind", gettext_lazy("Kind")),
    Column("day", gettext_lazy("Day"), "day"),
    Column("due_on", gettext_lazy("Due"), "day", priority=3),
    Column("debit", gettext_lazy("Charge"), "money", priority=2),
    Column("credit", gettext_lazy("Credit"), "money", priority=2),
    Column("open", gettext_lazy("Open"), "money", priority=3),
    Column("balance", gettext_lazy("Balance"), "money"),
)


# ---- ages


@page("billing.read")
def ageing(request: HttpRequest, by: By) -> HttpResponseBase:
    """`?on=` asks for another day."""
    day = day_of(request.GET.get("on", "")) or today_of(by)
    rows = billing_queries.ageing(day, by=by)
    worst = sorted(rows, key=lambda row: (-row.overdue, row.customer_name))
    columns = ages(by, day)
    if request.GET.get("export") == "csv":
        return csv_file(columns, worst, f"ageing-{day.isoformat()}")
    rows_shown, pages = page_of(request, worst)
    shown = DocumentPage(
        kind=_("Ageing"),
        title=day_text(day, None),
        tabs=_ageing_tabs(day, today_of(by)),
        sections=[
            Section(
                _("What is open"),
                columns,
                rows_shown,
                note=_("Most overdue first."),
                link=f"{address('ageing')}?on={day.isoformat()}&export=csv",
                link_label=_("All as CSV"),
                pages=pages,
                empty=_("Nobody owes anything."),
                totals=_sums(by, rows, day),
            )
        ],
        back_url=address("invoices"),
        back_label=_("Invoices"),
    )
    return answer_document(request, shown)


def _ageing_tabs(day: date, today: date) -> list[Tab]:
    ends = [today, *(_months_before(today, n) - timedelta(days=1) for n in range(3))]
    labels = [_("Today"), *(day_text(end, None) for end in ends[1:])]
    here = address("ageing")
    return [
        Tab(label, f"{here}?on={end.isoformat()}", end == day)
        for label, end in zip(labels, ends, strict=True)
    ]


def _sums(by: By, rows: list[AgeingRow], day: date) -> list[Total]:
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        overdue, total = sums.get(row.currency, (ZERO, ZERO))
        sums[row.currency] = (overdue + row.overdue, total + row.total)
    invoices, postings = open_invoices(by, day), leading(by, "postings", "accounts.read")
    told = []
    for currency, (overdue, total) in sorted(sums.items()):
        # Differences of exchange stand on the same account, and are owed by nobody.
        ledger = postings(
            account=str(Ledger.RECEIVABLE),
            kind=tuple(KINDS),
            currency=currency,
            day=days(None, day + ONE_DAY),
        )
        told += [
            Total(_("Overdue"), overdue, currency, link=invoices(due_on=days(None, day))),
            Total(_("All"), total, currency, strong=True, link=ledger),
        ]
    return told
