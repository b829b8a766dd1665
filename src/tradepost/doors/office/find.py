"""Find anything: each kind of record that has a list is searched through that list's own search and scope."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.functional import Promise

from tradepost.base.by import By
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.pages import page

EACH = 5
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the search box shows it."""

    kind: str
    label: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Finder:
    """How one kind of record is found: its list, and the words and address of a row."""

    kind: str | Promise
    listing: Listing[Any]
    label: Callable[[Any], str]
    url: Callable[[Any], str]
    detail: Callable[[Any], str] = lambda row: ""
    may: str = ""

    def hits(self, by: By, text: str) -> Iterator[Found]:
        if self.may and not access_queries.may(by, self.may):
            return
        for row in self.listing.page(by, search=text, limit=EACH).rows:
            try:
                yield Found(str(self.kind), self.label(row), self.detail(row), self.url(row))
            except NoReverseMatch:
                return


FINDERS: list[Finder] = []
"""Each room of the office adds its own in its `urls.py`, most asked first."""


def hits_of(by: By, text: str) -> list[Found]:
    if len(text) < SHORTEST:
        return []
    return [hit for finder in FINDERS for hit in finder.hits(by, text)]


@page()
def find(request: HttpRequest, by: By) -> HttpResponseBase:
    """JSON for the box, a page for those who come without script."""
    text = request.GET.get("q", "").strip()
    hits = hits_of(by, text)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"hits": [asdict(hit) for hit in hits]})
    return render(request, "office/find.html", {"text": text, "hits": hits})
