"""Every page of the office, with work in every state: axe finds nothing, at two sizes in two themes each; nothing
scrolls sideways, with the longest words where there is the least room; no script fails.

The pages are found as a person finds them: by the links of the pages before, starting at Today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINKS = "[...document.querySelectorAll('a[href^=\"/office/\"]')].map(a => a.getAttribute('href'))"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# axe looks at every cell anew. Rows of a table are made alike, and each look of a state stands on the design page.
SHORTENED = (
    "n => document.querySelectorAll(`tbody > tr:nth-child(n + ${n + 1})`).forEach(row => row.remove())"
)
# The frame of all pages is three quarters of most; the first page is looked at whole, of the others its own part.
UNFRAMED = """() => document.querySelectorAll("dialog:not([open]), .tp-side li:has(a:not([aria-current]))")
  .forEach(part => part.remove())"""
MOST_ROWS = 12
FIRST = "/office/"
NO_PAGE = re.compile(r"\.pdf|\.eml|\.csv|/export|/papers?/|/example/|/design/|/find/|logout|format=|-pdf/")


pytestmark = pytest.mark.xdist_group("company")


@pytest.fixture
def user(demonstration: None) -> object:
    """The owner of the demonstration company."""
    return get_user_model().objects.get(email="owner@larkfield.example")


def kind(address: str) -> str:
    """What a page shows, whatever the document: its path with ids and filters left out."""
    return ID.sub("*", address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def faults_of(window: Any, address: str) -> list[str]:
    """Of the page that the window shows."""
    page = window.page
    where = f"{kind(address)} at {page.viewport_size['width']}"
    found = [f"{where}: scrolls sideways"] if page.evaluate(WIDE) > 0 else []
    page.evaluate(SHORTENED, MOST_ROWS)
    if address != FIRST:
        page.evaluate(UNFRAMED)
    return found + [f"{where}: {fault}" for fault in window.axe_in_both_themes()]


def every_page(window: Any) -> Iterator[str]:
    """The window shows a page of each kind, as the links of the pages before lead to it; gives its address."""
    waiting, seen = [FIRST], {FIRST}
    while waiting:
        address = waiting.pop(0)
        links = window.open(address).evaluate(LINKS)
        yield address
        for link in links:
            if kind(link) not in seen and not NO_PAGE.search(link):
                seen.add(kind(link))
                waiting.append(link.split("#")[0])
    assert len(seen) > 50, address


@pytest.mark.parametrize(
    ("size", "theme", "language"), [("desk", "light", "en-GB"), ("phone", "dark", "de-DE")]
)
def test_every_page_is_clean_by_axe_in_both_themes(visit: Any, size: str, theme: str, language: str) -> None:
    window = visit(size, theme, language)
    faults = [fault for address in every_page(window) for fault in faults_of(window, address)]
    assert not faults, "\n".join(faults)
