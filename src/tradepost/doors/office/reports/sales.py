"""Sales by month, customer, item, category or rep."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.listing import NONE
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import SalesRow
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.behind import Leads, days, leading
from tradepost.doors.office.reports.forms import GROUPS, SalesForm, last_year
from tradepost.doors.office.reports.table import Asked, Report, Table
from tradepost.render.charts import Bar, bars
from tradepost.render.formats import money_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Total

BASE = settings.BASE_CURRENCY
MOST_BARS = 24


def answer(by: By, asked: Asked) -> Table:
    since, until = asked["since"], asked["until"] + timedelta(days=1)
    group, basis = asked["group"], asked["basis"]
    rows = reports_queries.sales_by(by, (since, until), group, basis=basis)
    whole = reports_queries.sales_in(by, (since, until), basis=basis)
    with_cost = access_queries.may(by, "catalog.read_cost") and basis == "invoiced"
    page, need = ("sold_lines", "reports.read") if basis == "invoiced" else ("ordered_lines", "sales.read")
    lead = leading(by, page, need)
    every = lead(day=days(since, until))
    totals = [Total(_("Net"), whole.net, BASE, strong=True, link=every)]
    if with_cost:
        totals.append(Total(_("Margin"), whole.margin or ZERO, BASE, link=every))
    chart = ""
    if group == "month" and len(rows) > 1:
        chart = bars([_bar(row, asked, until) for row in rows[-MOST_BARS:]], _("Net sales per month"))
    note = _("Without freight and tax, in %s.") % BASE
    return Table(_columns(asked, until, whole.net, with_cost, lead), rows, totals, chart, note)


def _columns(asked: Asked, until: date, net: Decimal, with_cost: bool, lead: Leads) -> tuple[Column, ...]:
    def share(row: SalesRow) -> Any:
        return row.net / net if net > 0 else None

    def rate(row: SalesRow) -> Any:
        return row.margin / row.net if row.margin is not None and row.net else None

    def lines(row: SalesRow) -> str:
        of = {} if asked["group"] == "month" else {asked["group"]: row.key or NONE}
        return lead(day=days(*_days_of(row, asked, until)), **of)

    label = dict(GROUPS)[asked["group"]]
    margin = (
        Column("cost", _("Cost"), "money", currency=f"={BASE}", priority=3, link=lines),
        Column("margin", _("Margin"), "money", currency=f"={BASE}", priority=2, link=lines),
        Column("rate", _("Margin, %"), "percent", value=rate, priority=3),
    )
    return (
        Column("label", str(label).capitalize(), value=_words, link=lambda row: _behind(row, asked, until)),
        Column("documents", _("Documents"), "number", priority=3, link=lines),
        Column("quantity", _("Quantity"), "quantity", priority=2, link=lines),
        Column("net", _("Net"), "money", currency=f"={BASE}", link=lines),
        Column("share", _("Share"), "progress", value=share, priority=2),
        *(margin if with_cost else ()),
    )


def _bar(row: SalesRow, asked: Asked, until: date) -> Bar:
    text = f"{row.label}: {money_text(row.net, BASE)} {BASE}"
    return Bar(row.label[2:], row.net, text, _behind(row, asked, until))


def _words(row: SalesRow) -> str:
    return row.label or _("without")


def _behind(row: SalesRow, asked: Asked, until: date) -> str:
    """Where the documents behind a row stand."""
    page, filter_name = ("invoices", "invoiced_on") if asked["basis"] == "invoiced" else ("orders", "placed")
    period = days(*_days_of(row, asked, until))
    if asked["group"] == "month":
        return _listed(page, {filter_name: period})
    if asked["group"] == "customer":
        return _listed(page, {"customer": row.key, filter_name: period})
    if asked["group"] == "item":
        return address("item", row.key) if row.key else ""
    if asked["group"] == "category":
        return _listed("items", {"category": row.key or NONE})
    return _listed("orders", {"rep": row.key or NONE, "placed": period})


def _days_of(row: SalesRow, asked: Asked, until: date) -> tuple[date, date]:
    """The period, or what of it is in the row's month."""
    if asked["group"] != "month":
        return asked["since"], until
    first = date.fromisoformat(f"{row.label}-01")
    last = first + timedelta(days=monthrange(first.year, first.month)[1])
    return max(first, asked["since"]), min(last, until)


def _listed(page: str, filters: dict[str, str]) -> str:
    return f"{address(page)}?{urlencode(filters, safe='.')}"


SALES = Report(
    "sales_report",
    gettext_lazy("Sales"),
    gettext_lazy("By month, customer, item, category or rep."),
    "reports.read",
    answer,
    SalesForm,
    last_year,
)
