"""The page of all reports."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.reports import books, quotes, sales, stock, work
from tradepost.doors.office.reports.table import Report
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Text


@dataclass(frozen=True, slots=True)
class Link:
    """A report, wherever it stands."""

    title: Text
    text: Text
    page: str
    may: str


COLUMNS = (
    Column("title", gettext_lazy("Report"), link=lambda row: address(row.page)),
    Column("text", gettext_lazy("What it shows")),
)
ALL = (sales.SALES, quotes.QUOTES, *work.REPORTS, *stock.REPORTS, books.TRIAL)


def _link(report: Report) -> Link:
    return Link(report.title, report.text, report.name, report.may)


AGEING = Link(
    gettext_lazy("Ageing"), gettext_lazy("What customers owe, by days past due."), "ageing", "billing.read"
)
ENTRIES = Link(
    gettext_lazy("Entries"), gettext_lazy("Every posting, with its document."), "entries", "accounts.read"
)
POSTINGS = Link(
    gettext_lazy("Postings"), gettext_lazy("Account by account, with sums."), "postings", "accounts.read"
)
SOLD = Link(
    gettext_lazy("Invoiced lines"),
    gettext_lazy("What the sales add up, line by line."),
    "sold_lines",
    "reports.read",
)
ORDERED = Link(
    gettext_lazy("Ordered lines"),
    gettext_lazy("Every line of confirmed orders: open, promised, backordered."),
    "ordered_lines",
    "sales.read",
)
MOVED = Link(
    gettext_lazy("Dates that moved"),
    gettext_lazy("Lines whose day is another than their customer was told."),
    "moved_dates",
    "sales.read",
)
SUPPLIES = Link(
    gettext_lazy("On its way"),
    gettext_lazy("What suppliers will bring, by day."),
    "supplies",
    "inventory.read",
)
TURNOVER = Link(
    gettext_lazy("Turnover"),
    gettext_lazy("A, B and C by what left for customers; what goes slowly, and what does not go at all."),
    "turnover",
    "reports.read",
)
SHELVES = Link(
    gettext_lazy("Stock by place"),
    gettext_lazy("Every place, item and lot with something on it."),
    "shelves",
    "inventory.read",
)
GROUPS: tuple[tuple[Text, tuple[Link, ...]], ...] = (
    (
        gettext_lazy("Sales"),
        (*(_link(one) for one in (sales.SALES, quotes.QUOTES, *work.REPORTS)), SOLD, ORDERED, MOVED),
    ),
    (gettext_lazy("Stock"), (*(_link(one) for one in stock.REPORTS), SUPPLIES, TURNOVER, SHELVES)),
    (gettext_lazy("Money"), (AGEING, _link(books.TRIAL), ENTRIES, POSTINGS)),
)


@page("reports.read")
def reports(request: HttpRequest, by: By) -> HttpResponseBase:
    sections = []
    for title, links in GROUPS:
        open_to = [link for link in links if access_queries.may(by, link.may) and address(link.page)]
        if open_to:
            sections.append(Section(title, COLUMNS, open_to))
    return answer_document(request, DocumentPage(title=_("Reports"), sections=sections))
