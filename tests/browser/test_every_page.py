"""Every page of the office, with work in every state: axe finds nothing, nothing scrolls sideways on a desk or a
phone, in the language with the longest words; no script fails.

Everyday a third of the pages are seen, on a phone, and every third one at one of the wider sizes too; axe looks at it
once, by turns in the light and in the dark; with SOAK=1 all, at all sizes, and axe looks in each of the four looks.

The pages are found as a person finds them: by the links of the pages before, starting at Today.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from browser.conftest import LOOKS
from rota import SOAK, is_due

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINK = re.compile(r'<a [^>]*?href="(/office/[^"]*)"')
# axe looks at every part anew. Of neighbours that are made alike, but for their texts and addresses, two are left.
# Cells stay: their row goes with them.
SHORTENED = r"""() => {
  const named = "aria-label|aria-labelledby|aria-describedby|aria-controls|data-[\\w-]+";
  const names = `id|href|for|value|name|title|datetime|style|${named}`;
  const own = new RegExp(`\\s(${names})="[^"]*"`, "g");
  const made = part => part.outerHTML.replace(/>[^<]*[^<\s][^<]*/g, ">text").replace(own, " $1");
  for (const whole of document.querySelectorAll("main *:not(tr, svg, svg *)")) {
    const seen = new Map();
    for (const part of whole.isConnected ? [...whole.children] : []) {
      const one = made(part), often = (seen.get(one) ?? 0) + 1;
      seen.set(one, often);
      if (often > 2) part.remove();
    }
  }
}"""
# The frame of all pages is three quarters of most; the first page is looked at whole, of the others its own part.
UNFRAMED = """() => document.querySelectorAll("dialog:not([open]), .tp-side li:has(a:not([aria-current]))")
  .forEach(part => part.remove())"""
FIRST = "/office/"
WIDER = ("desk", "tablet", "wall")
NO_PAGE = re.compile(r"\.pdf|\.eml|\.csv|/export|/papers?/|/example/|/design/|/find/|logout|format=|-pdf/")


pytestmark = pytest.mark.xdist_group("company")


@pytest.fixture
def user(demonstration: None) -> object:
    """The owner of the demonstration company."""
    return get_user_model().objects.get(email="owner@larkfield.example")


def kind(address: str) -> str:
    """What a page shows, whatever the document: its path with ids and filters left out."""
    return ID.sub("*", address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def shorten(window: Any, address: str) -> None:
    """Leave of a page what is looked at here."""
    window.page.evaluate(SHORTENED)
    if address != FIRST:
        window.page.evaluate(UNFRAMED)


def every_page(window: Any, client: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The window shows a page of each kind that is due, as the links of the pages before lead to it; gives its address,
    and the sizes to look at it in, first the one it was opened in: a phone, where pages get too wide first, is among
    them.

    By turns it is in the light and in the dark. An open page is seldom asked to change: that costs as much as another.
    """
    waiting, seen = [FIRST], {FIRST}
    themes = cycle(["light"] * 7 + ["dark"] * 7)
    phone = ("phone",)
    turns = cycle(
        sizes for wide in WIDER for sizes in (phone, phone, ("phone", wide), (wide, "phone"), phone, phone)
    )
    while waiting:
        address = waiting.pop(0)
        if address == FIRST or is_due(kind(address), days=3):
            sizes = next(turns)
            window.become(sizes[0], next(themes))
            page = window.open(address).content()
            yield address, sizes
        else:
            page = client.get(address, headers={"Accept-Language": "de-DE"}).content.decode()
        for link in map(html.unescape, LINK.findall(page)):
            if kind(link) not in seen and not NO_PAGE.search(link):
                seen.add(kind(link))
                waiting.append(link.split("#")[0])
    assert len(seen) > 50, address


def test_every_page_is_clean_by_axe(visit: Any, client: Any) -> None:
    """Each page is loaded once, and then changes its size."""
    window = visit(*LOOKS[0], "de-DE")
    more = list(product(("desk", "phone"), ("light", "dark"))) if SOAK else []
    faults: list[str] = []
    for address, sizes in every_page(window, client):
        for size in (*(WIDER if SOAK else ()), *sizes):
            window.become(size, window.now[1])
            faults += [f"{kind(address)} on a {size}: scrolls sideways"] if window.is_too_wide() else []
        shorten(window, address)
        for size, theme in more or [window.now]:
            window.look(size, theme)
            faults += [f"{kind(address)} on a {size}, {theme}: {fault}" for fault in window.axe()]
    assert not faults, "\n".join(faults)
