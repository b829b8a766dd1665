"""Find anything, and do anything: records through their lists' own search and scope, verbs by what they are said with.

However many kinds are looked through, it is one statement. A whole number comes first, what it begins next: where more
begin so than are shown, it is asked for in a second one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise

from tradepost.base import finding
from tradepost.base.by import By
from tradepost.base.finding import Asked
from tradepost.base.gs1 import NotGs1, read
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.sayings import SAYINGS, Saying, meant

EACH = 5
SHORTEST, LONGEST = 2, 200


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as the search box shows it. `verb`: it does something rather than shows it."""

    kind: str
    label: str
    detail: str
    url: str
    verb: bool = False


@dataclass(frozen=True, slots=True)
class Finder:
    """How one kind of record is found: its list, the fields it is called by, and its page.

    `numbered`: `label` is a number, of which a whole one is worth a look of its own. `by_number`: it is looked
    through only for what holds a figure; the name of a customer leads to them by the customer.
    """

    name: str
    kind: str | Promise
    listing: Listing[Any]
    label: str
    detail: Sequence[str] = ()
    may: str = ""
    numbered: bool = True
    by_number: bool = False

    def asked(self, by: By, place: int, text: str) -> Asked | None:
        """What holds the text, unless the actor may not read it or it is not asked for words."""
        if self.may and not access_queries.may(by, self.may):
            return None
        if self.by_number and not any(sign.isdigit() for sign in text):
            return None
        return Asked(place, self.listing.found(by, text), self.label, self.detail)

    def whole(self, by: By, place: int, text: str) -> Asked | None:
        """What is called the text and no more."""
        if not self.numbered or " " in text:
            return None
        return Asked(place, self.listing.called(by, self.label, text.upper()), self.label, self.detail)


FINDERS: list[Finder] = []
"""Each room of the office adds its own in its `urls.py`, most asked first."""


def hits_of(by: By, text: str) -> list[Found]:
    """Verbs whose words begin the text, then records; each once."""
    text = code_in(text.strip(), by.now.date())[:LONGEST]
    if len(text) < SHORTEST:
        return []
    said = [(saying, rest) for saying in SAYINGS for rest in [meant(text, str(saying.phrase))] if rest]
    said = [(saying, rest) for saying, rest in said if access_queries.may(by, saying.may)]
    places = {finder.name: place for place, finder in enumerate(FINDERS)}
    wanted = {
        -1 - number: (FINDERS[places[saying.what]], rest)
        for number, (saying, rest) in enumerate(said)
        if saying.what in places
    }
    wanted |= {place: (finder, text) for place, finder in enumerate(FINDERS)}
    seen: dict[tuple[int, Any], Found] = {}
    for hit in _hits(by, wanted):
        seen.setdefault((hit.kind, hit.id), _found(hit, said))
    near = text.lower()
    # Whole numbers first, then what begins so; the kinds in their order within.
    return sorted(
        seen.values(),
        key=lambda hit: (not hit.verb, hit.label.lower() != near, not hit.label.lower().startswith(near)),
    )


def _hits(by: By, wanted: Mapping[int, tuple[Finder, str]]) -> list[finding.Hit]:
    """The first of each kind, and what is called as was asked where the first are not all."""
    asked = [finder.asked(by, place, rest) for place, (finder, rest) in wanted.items()]
    hits = finding.hits([one for one in asked if one], EACH)
    called = {(hit.kind, hit.label.upper()) for hit in hits}
    more = [
        wanted[kind][0].whole(by, kind, wanted[kind][1])
        for kind, count in Counter(hit.kind for hit in hits).items()
        if count == EACH and (kind, wanted[kind][1].upper()) not in called
    ]
    return finding.hits([one for one in more if one], EACH) + hits


def _found(hit: finding.Hit, said: list[tuple[Saying, str]]) -> Found:
    if hit.kind < 0:
        saying = said[-1 - hit.kind][0]
        label = str(saying.phrase).format(what=hit.label)
        return Found("", label[:1].upper() + label[1:], hit.detail, saying.url(hit.id), verb=True)
    finder = FINDERS[hit.kind]
    return Found(str(finder.kind), hit.label, hit.detail, address(finder.name, hit.id))


def code_in(text: str, today: date) -> str:
    """The item's number in what a scanner reads of a barcode; any other text as it is, a typed number too."""
    try:
        scan = read(text, today=today)
    except NotGs1:
        return text
    is_scanned = scan.elements or scan.carrier
    return (scan.item_gtin if is_scanned else "") or scan.text


@page()
def find(request: HttpRequest, by: By) -> HttpResponseBase:
    """JSON for the box, a page for those who come without script."""
    text = request.GET.get("q", "").strip()
    hits = hits_of(by, text)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"hits": [asdict(hit) for hit in hits]})
    return render(request, "office/find.html", {"text": text, "hits": hits})
