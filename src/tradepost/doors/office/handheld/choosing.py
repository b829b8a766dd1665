"""What is to be worked on: a scan of its paper, or of the goods, chooses it; or a tap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LONGEST_SCAN, Scanned
from tradepost.doors.office.handheld.work import warehouse_of
from tradepost.render.sentences import said


@dataclass(frozen=True, slots=True)
class Way:
    """Something to work on, and where. `tone`: late, or to be done again."""

    url: str
    label: str
    detail: str = ""
    count: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """The words of a page that asks what to work on, and what there is. `done`: what was just finished."""

    title: str
    here: str
    back: str
    back_label: str
    ask: str
    ways: Sequence[Way]
    nothing: str = ""
    done: str = ""
    done_url: str = ""


Found = Callable[[By, Warehouse, Scanned], Sequence[Way]]
"""What a scan chooses. Raises Invalid when it is nothing that can be worked on here."""


def choose(
    request: HttpRequest, by: By, asked: Callable[[By, Warehouse], Choice], found: Found
) -> HttpResponseBase:
    """Show what there is; a scan that means one of it goes there, one that means several asks which."""
    given = request.POST if request.method == "POST" else request.GET
    warehouse = warehouse_of(by, given.get("warehouse", ""))
    part = request.headers.get("HX-Request") == "true"
    trouble, ways = "", None
    if request.method == "POST":
        try:
            ways = found(by, warehouse, _scanned(by, warehouse, request.POST.get("scan", "")))
        except Refusal as refusal:
            trouble = said(refusal.message)
        if ways is not None and len(ways) == 1:
            url = ways[0].url
            return HttpResponse(status=204, headers={"HX-Redirect": url}) if part else redirect(url)
    choice = asked(by, warehouse)
    context = {
        "choice": choice,
        "warehouse": warehouse,
        "ways": choice.ways if ways is None else ways,
        "ask": choice.ask if ways is None else _("Which one?"),
        "trouble": trouble,
    }
    template = "office/handheld/_choose.html" if part else "office/handheld/choose.html"
    return render(request, template, context, status=422 if trouble else 200)


def _scanned(by: By, warehouse: Warehouse, text: str) -> Scanned:
    text = text.strip(" \t\r\n")
    if not text:
        raise Invalid(_("Nothing was scanned."))
    if len(text) > LONGEST_SCAN:
        raise Invalid(_("This could not be read. Load the page again."))
    return reports_queries.scanned_one(by, text, warehouse_id=warehouse.pk)
