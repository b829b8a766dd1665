"""Every page of the office, with work in every state: axe finds nothing, at two sizes in two themes each; nothing
scrolls sideways, German words included; no script fails.

The pages are found as a person finds them: by the links of the pages before, starting at Today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tradepost.doors.cli.demo.making import make_company

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINKS = "[...document.querySelectorAll('a[href^=\"/office/\"]')].map(a => a.getAttribute('href'))"
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NO_PAGE = re.compile(r"\.pdf|\.eml|\.csv|/export|/papers?/|/example/|/design/|/find/|logout|format=|-pdf/")


@pytest.fixture
def user(transactional_db: None) -> object:
    """The owner of the demonstration company, whose books are made here."""
    make_company(datetime.now(UTC), orders=500, seed=1)
    return get_user_model().objects.get(email="owner@larkfield.example")


def kind(address: str) -> str:
    """What a page shows, whatever the document: its path with ids and filters left out."""
    return ID.sub("*", address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def faults_of(window: Any, address: str) -> list[str]:
    page = window.open(address)
    where = f"{kind(address)} at {page.viewport_size['width']}"
    found = [f"{where}: {fault}" for fault in window.axe()]
    found += [f"{where}, other theme: {fault}" for fault in window.axe_in_other_theme()]
    return found + ([f"{where}: scrolls sideways"] if page.evaluate(WIDE) > 0 else [])


def every_page(window: Any) -> Iterator[str]:
    """An address of each kind of page, as the links of the pages before lead to it."""
    waiting, seen = ["/office/"], {"/office/"}
    while waiting:
        yield (address := waiting.pop(0))
        for link in window.page.evaluate(LINKS):
            if kind(link) not in seen and not NO_PAGE.search(link):
                seen.add(kind(link))
                waiting.append(link.split("#")[0])
    assert len(seen) > 50, address


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_every_page_is_clean_by_axe_in_both_themes(visit: Any, size: str, theme: str) -> None:
    window = visit(size, theme)
    faults = [fault for address in every_page(window) for fault in faults_of(window, address)]
    assert not faults, "\n".join(faults)


def test_no_page_scrolls_sideways_in_german(visit: Any) -> None:
    """The longest words, where there is the least room."""
    german = visit("phone", "light", "de-DE")
    wide = [address for address in every_page(german) if german.open(address).evaluate(WIDE) > 0]
    assert not wide
