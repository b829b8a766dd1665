"""Every number of a report can be clicked to what it is made of: a list whose sum says it again, or its document."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from rota import SOAK, is_due
from shop import url
from tradepost.domain.billing.models import InvoiceLine
from tradepost.doors.cli.demo.making import make_company
from tradepost.doors.office.reports.forms import BASES, GROUPS
from tradepost.doors.office.reports.views import ALL

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TABLE = re.compile(r"<table([^>]*)>.*?<tbody>(.*?)</tbody>", re.DOTALL)
ENDS = re.compile(r' data-end="([^"]*)"')
CELL = re.compile(r'<t[dh](?: scope="row")?(?: class="([^"]*)")?>(.*?)(?=<t[dh]\b|</th>|</tr>)', re.DOTALL)
HREF = re.compile(r'<a href="([^"]*)"')
TOTAL = re.compile(r"<dl class=\"tp-totals\">(.*?)</dl>", re.DOTALL)
NOTHING = {"", "–", "0", "0.00"}
MOST_CELLS = 60 if SOAK else 8
"""Of one report: its first rows, and all of its totals; more of them in make soak."""


@dataclass(frozen=True)
class Number:
    """A figure as people see it, and where it leads."""

    text: str
    href: str


def figure(marks: str) -> str:
    """The digits of a cell without currency, unit, note and button; a credit is what is owed, with or without minus."""
    bare = re.sub(r"<(small|button|span class=\"tp-note\")[^>]*>.*?</\w+>", "", marks, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", bare)).strip().lstrip("-−")


def numbers(page: str) -> Iterator[Number]:
    main = page.partition("<main")[2]
    cells = [
        marks
        for table, body in TABLE.findall(main)
        for row in body.split("</tr>")
        for place, (css, marks) in enumerate(CELL.findall(f"{row}</tr>"), 1)
        if "tp-end" in css.split() or str(place) in " ".join(ENDS.findall(table)).split()
    ]
    totals = [
        marks for block in TOTAL.findall(main) for marks in re.findall(r"<dd>(.*?)</dd>", block, re.DOTALL)
    ]
    for marks in [*cells[:MOST_CELLS], *totals]:
        text = figure(marks)
        if text not in NOTHING and not text.endswith("%"):
            found = HREF.search(marks)
            yield Number(text, html.unescape(found[1]) if found else "")


class Reader:
    """The owner, who reads each place once."""

    def __init__(self) -> None:
        self.client = Client()
        self.client.force_login(get_user_model().objects.get(email="owner@larkfield.example"))
        self.known: dict[str, list[str]] = {}

    def page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content.decode()

    def says(self, address: str) -> list[str]:
        """The sums of a list; of a document every figure on it."""
        if address not in self.known:
            page = self.page(address)
            if 'id="tp-sums"' in page:
                page = self.page(f"{address}{'&' if '?' in address else '?'}part=sums&all=yes")
            self.known[address] = [
                figure(part) for part in re.findall(r'<span class="tp-num".*?</span>', page)
            ]
        return self.known[address]


def reports() -> list[str]:
    """Those that are due today."""
    day = timezone.localdate()
    first = url("stock_as_of")
    asked = [
        f"{url('sales_report')}?group={group}&basis={basis}" for group, _ in GROUPS for basis, _ in BASES
    ]
    plain = [url(report.name) for report in ALL if report.name != "sales_report"]
    late = f"{url('expiring_lots')}?until={day.year + 3}-01-01"
    outs = f"{url('stock_outs')}?since={day.year - 2}-01-01"
    return [address for address in (*asked, *plain, first, late, outs, url("ageing")) if is_due(address)]


def test_every_number_leads_to_what_it_is_made_of() -> None:
    make_company(datetime.now(UTC), orders=60, seed=1)
    reader = Reader()
    faults, seen = [], set()
    for address in reports():
        for number in numbers(reader.page(address)):
            seen.add(address.split("?")[0])
            if not number.href:
                faults.append(f"{address}: {number.text} leads nowhere")
            elif number.text not in reader.says(number.href):
                told = ", ".join(reader.says(number.href)[:9])
                faults.append(f"{address}: {number.text} is not in {number.href}: {told}")
    assert not faults, "\n".join(faults)
    assert seen == {address.split("?")[0] for address in reports()}
    assert list(_cards_that_lead_elsewhere(reader)) == []


CARDS = ("Stock", "Where it lies", "Sold in the last twelve months")


def _cards_that_lead_elsewhere(reader: Reader) -> Iterator[str]:
    """Of the items that were sold most: each figure of what lies there and what was sold."""
    sold = InvoiceLine.objects.values_list("item_id").annotate(count=Count("id")).order_by("-count")
    for item_id, _ in sold[:2]:
        page = reader.page(url("item", item_id))
        shown = [part for part in page.split("<section ") if any(f"<h2>{title}" in part for title in CARDS)]
        assert len(shown) == len(CARDS)
        for number in numbers("<main" + "".join(shown)):
            says = reader.says(number.href) if number.href else []
            # What is set aside in one place leads to all that is set aside of the item in its warehouse.
            if not number.href or (number.text not in says and "/wanted/?" not in number.href):
                yield f"{item_id}: {number.text} is not in {number.href}: {says[:9]}"
