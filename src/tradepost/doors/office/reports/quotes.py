"""What became of quotes: how many were won, by rep, customer or month, and why the others were lost."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.listing import NONE
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import QuotesRow
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.behind import days, leading
from tradepost.doors.office.reports.forms import PeriodForm, last_year
from tradepost.doors.office.reports.table import Asked, Report, Table
from tradepost.render.screens.columns import Column
from tradepost.render.sentences import named

GROUPS = (
    ("month", gettext_lazy("month")),
    ("rep", gettext_lazy("sales rep")),
    ("customer", gettext_lazy("customer")),
    ("reason", gettext_lazy("reason lost")),
)
WON, LOST, EXPIRED = ("accepted", "ordered"), ("declined",), ("expired",)
SENT = ("sent", *WON, *LOST, *EXPIRED)


class QuotesForm(PeriodForm):
    group = forms.ChoiceField(label=gettext_lazy("By"), choices=GROUPS)
    third = ("since", "until", "group")


def answer(by: By, asked: Asked) -> Table:
    since, until, group = asked["since"], asked["until"] + timedelta(days=1), asked["group"]
    zone = timezone.get_current_timezone_name()
    rows = reports_queries.quotes_by(by, (since, until), group, zone=zone)
    note = _("By the day a quote was sent; net, as its newest revision stands. What waits is in no rate.")
    return Table(_columns(by, asked, until), rows, note=note)


def _columns(by: By, asked: Asked, until: date) -> tuple[Column, ...]:
    group = asked["group"]
    lead = leading(by, "quotes", "sales.read")
    reasons = {one.code: named(one.name) for one in sales_queries.lost_reasons(closed=True)}

    def behind(*states: str) -> Any:
        def link(row: QuotesRow) -> str:
            of = {} if group == "month" else {"lost_for" if group == "reason" else group: row.key or NONE}
            return lead(sent=days(*_days_of(row, asked, until)), state=states, currency=row.currency, **of)

        return link

    def words(row: QuotesRow) -> str:
        return (reasons.get(row.key, row.key) if group == "reason" else row.label) or _("without")

    def both(name: str, label: Any, states: tuple[str, ...], priority: int) -> tuple[Column, Column]:
        return (
            Column(name, label, "number", link=behind(*states), priority=priority),
            Column(f"{name}_net", _("net"), "money", link=behind(*states), priority=priority),
        )

    head = Column("label", str(dict(GROUPS)[group]).capitalize(), value=words, link=behind(*SENT))
    if group == "reason":
        return (head, *both("lost", _("Lost"), LOST, 1))
    return (
        head,
        *both("sent", _("Sent"), SENT, 3),
        *both("won", _("Won"), WON, 1),
        *both("lost", _("Lost"), LOST, 2),
        *both("expired", _("Expired"), EXPIRED, 3),
        Column("rate", _("Won, %"), "percent"),
        Column("value_rate", _("Won by value, %"), "percent", priority=2),
    )


def _days_of(row: QuotesRow, asked: Asked, until: date) -> tuple[date, date]:
    """The period, or what of it is in the row's month."""
    if asked["group"] != "month":
        return asked["since"], until
    first = date.fromisoformat(f"{row.key}-01")
    last = first + timedelta(days=monthrange(first.year, first.month)[1])
    return max(first, asked["since"]), min(last, until)


def _start(by: By) -> dict[str, Any]:
    asked = last_year(by)
    return {name: asked[name] for name in ("since", "until", "group")}


QUOTES = Report(
    "quotes_report",
    gettext_lazy("Quotes won and lost"),
    gettext_lazy("How many quotes were won, by month, rep or customer, and why others were lost."),
    "sales.read",
    answer,
    QuotesForm,
    _start,
)
