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
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import SalesRow
from tradepost.doors.office.parts.addresses import address
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
    net = sum((row.net for row in rows), ZERO)
    with_cost = access_queries.may(by, "catalog.read_cost") and basis == "invoiced"
    totals = [Total(_("Net"), net, BASE, strong=True)]
    if with_cost:
        totals.append(Total(_("Margin"), sum((row.margin or ZERO for row in rows), ZERO), BASE))
    chart = ""
    if group == "month" and len(rows) > 1:
        chart = bars([_bar(row, asked, until) for row in rows[-MOST_BARS:]], _("Net sales per month"))
    note = _("Without freight and tax, in %s.") % BASE
    return Table(_columns(asked, until, net, with_cost), rows, totals, chart, note)


def _columns(asked: Asked, until: date, net: Decimal, with_cost: bool) -> tuple[Column, ...]:
    def share(row: SalesRow) -> Any:
        return row.net / net if net > 0 else None

    def rate(row: SalesRow) -> Any:
        return row.margin / row.net if row.margin is not None and row.net else None

    label = dict(GROUPS)[asked["group"]]
    margin = (
        Column("cost", _("Cost"), "money", currency=f"={BASE}", priority=3),
        Column("margin", _("Margin"), "money", currency=f"={BASE}", priority=2),
        Column("rate", _("Margin, %"), "percent", value=rate, priority=3),
    )
    return (
        Column("label", str(label).capitalize(), value=_words, link=lambda row: _behind(row, asked, until)),
        Column("documents", _("Documents"), "number", priority=3),
        Column("quantity", _("Quantity"), "quantity", priority=2),
        Column("net", _("Net"), "money", currency=f"={BASE}"),
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
    days = f"{asked['since']}..{until}"
    if asked["group"] == "month":
        first = date.fromisoformat(f"{row.label}-01")
        last = first + timedelta(days=monthrange(first.year, first.month)[1])
        return _listed(page, {filter_name: f"{max(first, asked['since'])}..{min(last, until)}"})
    if not row.key:
        return ""
    if asked["group"] == "customer":
        return _listed(page, {"customer": row.key, filter_name: days})
    if asked["group"] == "item":
        return address("item", row.key)
    if asked["group"] == "category":
        return _listed("items", {"category": row.key})
    return _listed("orders", {"rep": row.key, "placed": days})


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
