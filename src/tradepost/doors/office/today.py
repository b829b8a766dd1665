"""Today: where the day begins. What needs somebody, and a few figures of the last months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import SalesRow
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.start.steps import is_first_day, leads_to_start, may_start
from tradepost.doors.office.work import groups_of
from tradepost.render.charts import spark
from tradepost.render.marks import money, percent, quantity
from tradepost.render.screens.document import Text

MONTHS = 12
KEPT_SECONDS = 300
"""The figures of months may be so old: the counts of work are always fresh."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of this month with its line over the last ones."""

    label: Text
    value: SafeString
    line: SafeString
    url: str
    note: Text = ""


@page()
def today(request: HttpRequest, by: By) -> HttpResponseBase:
    now = timezone.localtime(by.now)
    beginnings = reports_queries.beginnings()
    if leads_to_start(request, by, beginnings):
        return redirect("office:first_day")
    groups = groups_of(by, reports_queries.today(by), now.date())
    context = {
        "groups": groups,
        "open": sum(group.open for group in groups),
        "is_first_day": is_first_day(beginnings) and may_start(by),
        "day": now.date(),
        "has_figures": access_queries.may(by, "reports.read"),
    }
    return render(request, "office/today.html", context)


@page("reports.read")
def figures(request: HttpRequest, by: By) -> HttpResponseBase:
    """Fetched after the page stands: a year of sales may take a moment."""
    return render(request, "office/_figures.html", {"figures": _figures(by)})


def _figures(by: By) -> list[Figure]:
    key = f"today:{by.scope.get('rep')}:{by.scope.get('customer')}:{access_queries.may(by, 'catalog.read_cost')}"
    first, until = _period(timezone.localtime(by.now).date())
    invoiced = cache.get(key)
    if invoiced is None:
        invoiced = (
            reports_queries.sales_by(by, (first, until), "month", basis="ordered"),
            reports_queries.sales_by(by, (first, until), "month"),
        )
        cache.set(key, invoiced, KEPT_SECONDS)
    return _shown(by, first, *invoiced)


def _period(now: date) -> tuple[date, date]:
    """The last twelve months with the present one, half-open."""
    first = now.replace(day=1)
    start = first.replace(year=first.year - 1) if MONTHS == 12 else first
    return _next(start), _next(first)


def _next(month: date) -> date:
    return (
        month.replace(year=month.year + 1, month=1)
        if month.month == 12
        else month.replace(month=month.month + 1)
    )


def _months(first: date) -> list[str]:
    names, month = [], first
    for _number in range(MONTHS):
        names.append(f"{month:%Y-%m}")
        month = _next(month)
    return names


def _shown(by: By, first: date, ordered: Sequence[SalesRow], invoiced: Sequence[SalesRow]) -> list[Figure]:
    base = settings.BASE_CURRENCY
    names = _months(first)
    orders = {row.key: row for row in ordered}
    sales = {row.key: row for row in invoiced}
    counts = [orders[name].documents if name in orders else 0 for name in names]
    wanted = [orders[name].net if name in orders else ZERO for name in names]
    net = [sales[name].net if name in sales else ZERO for name in names]
    report = address("sales_report")
    found = [
        Figure(
            _("Orders this month"),
            quantity(counts[-1]),
            spark(counts, _said(_("Orders"), counts)),
            f"{report}?basis=ordered",
        ),
        Figure(
            _("Ordered this month"),
            money(wanted[-1], base),
            spark(wanted, _said(_("Ordered"), wanted)),
            f"{report}?basis=ordered",
        ),
        Figure(_("Invoiced this month"), money(net[-1], base), spark(net, _said(_("Invoiced"), net)), report),
    ]
    if access_queries.may(by, "catalog.read_cost"):
        margins = [(sales[name].margin or ZERO) if name in sales else ZERO for name in names]
        rate = margins[-1] / net[-1] if net[-1] else None
        found.append(
            Figure(_("Margin this month"), percent(rate), spark(margins, _said(_("Margin"), margins)), report)
        )
    return found


def _said(label: str, values: Sequence[Decimal | int]) -> str:
    """The line in words, for those who do not see it."""
    return _("%(label)s of the last twelve months, from %(least)s to %(most)s a month") % {
        "label": label,
        "least": round(min(values)),
        "most": round(max(values)),
    }
