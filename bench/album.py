"""`python -m bench.album [--orders N]`: a picture of every page of the office, to be looked at.

The pages are found as a person finds them, by the links of the pages before, in the demonstration company. Each is
taken at 390 and 1440 px, light and dark, into var/album, with one page that shows all of them.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NeverIdle

from bench.company import ROOT
from bench.growth import Book, make
from bench.machine import web_server

ALBUM = ROOT / "var" / "album"
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NO_PAGE = re.compile(r"\.pdf|\.csv|\.xlsx|/export|/papers?/|/example/|logout|format=|-pdf/")
LINKS = "[...document.querySelectorAll('a[href^=\"/office/\"]')].map(a => a.getAttribute('href'))"
TALLEST = 2400
PATIENCE_MS = 4000


@dataclass
class Window:
    """One size and theme."""

    page: Page
    size: str
    theme: str
    taken: list[str] = field(default_factory=list)

    def take(self, address: str, name: str) -> None:
        """Open a page and keep its picture, the whole page up to a few screens."""
        self.page.goto(address)
        # A page that asks again and again how far a job has come is never idle.
        with suppress(NeverIdle):
            self.page.wait_for_load_state("networkidle", timeout=PATIENCE_MS)
        width, height = SIZES[self.size]
        tall = int(self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
        self.page.screenshot(path=ALBUM / f"{name}-{self.size}-{self.theme}.png")
        self.page.set_viewport_size({"width": width, "height": height})


def kind(address: str) -> str:
    """What a page shows, whatever the document: its path with ids and filters left out."""
    return ID.sub("*", address.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0])


def picture_of(page: str) -> str:
    """The name of a page's pictures: no two kinds of page have the same."""
    said = page.removeprefix("/office/").replace("*", "one")
    return re.sub(r"[^a-z0-9]+", "-", said).strip("-") or "start"


def open_windows(browser: Browser, address: str, book: Book) -> Iterator[Window]:
    """A signed-in window of each size and theme."""
    name, value = book.cookie.split("=", 1)
    for size, (width, height) in SIZES.items():
        for theme in THEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce"
            )
            context.add_cookies([{"name": name, "value": value, "url": address}])
            yield Window(context.new_page(), size, theme)


def walk(windows: list[Window], address: str) -> list[tuple[str, str]]:
    """Take every kind of page that links lead to; gives (name of its pictures, what it is)."""
    waiting, seen, shown = ["/office/"], {"/office/"}, []
    while waiting:
        path = waiting.pop(0)
        name = picture_of(kind(path))
        for window in windows:
            window.take(address + path, name)
        shown.append((name, kind(path)))
        print(f"{len(shown):3}  {kind(path)}", flush=True)
        for link in windows[0].page.evaluate(LINKS):
            if kind(link) not in seen and not NO_PAGE.search(link):
                seen.add(kind(link))
                waiting.append(link.split("#")[0])
    return shown


def bind(shown: list[tuple[str, str]]) -> Path:
    """One page with all pictures side by side."""
    rows = []
    for name, what in sorted(shown, key=lambda page: page[1]):
        pictures = "".join(
            f'<a href="{name}-{size}-{theme}.png"><img loading="lazy" src="{name}-{size}-{theme}.png"'
            f' alt="{html.escape(what)}, {size}, {theme}" height="420"></a>'
            for size in SIZES
            for theme in THEMES
        )
        rows.append(f"<h2>{html.escape(what)}</h2><p>{pictures}</p>")
    index = ALBUM / "index.html"
    index.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Album</title>'
        "<style>body{font:14px sans-serif;margin:24px}img{border:1px solid #ccc;margin:0 8px 8px 0}</style>"
        f"<h1>{len(shown)} pages</h1>{''.join(rows)}</html>"
    )
    return index


def chromium() -> str:
    """The system's browser."""
    known = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    for name in (os.environ.get("TRADEPOST_CHROMIUM"), *known):
        if name and (path := shutil.which(name)):
            return path
    raise SystemExit("There is no Chromium on this machine: `make setup-browser` installs one.")


def main() -> None:
    """Make the company, take the pictures, bind them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=2000)
    options = parser.parse_args()
    book = make("album", options.orders)
    shutil.rmtree(ALBUM, ignore_errors=True)
    ALBUM.mkdir(parents=True)
    with web_server() as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        address = f"http://127.0.0.1:{port}"
        shown = walk(list(open_windows(browser, address, book)), address)
        browser.close()
    print(bind(shown))


if __name__ == "__main__":
    main()
