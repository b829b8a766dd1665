"""`python -m bench.lighthouse [--orders N | --at URL]`: Lighthouse's marks for the pages people live in.

Lighthouse comes from npm, by the version in bench/npm, into var/lighthouse; it is no part of the set-up.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from bench.album import FLAGS, chromium
from bench.company import ROOT
from bench.growth import Book, make, open_made
from bench.machine import free_port, web_server

FOLDER = ROOT / "var" / "lighthouse"
LOCKED = ROOT / "bench" / "npm"
MARKS = {"performance": 0.9, "accessibility": 0.95, "best-practices": 0.95}
PAINT = "first contentful paint, ms"
TURNS = 3


def install() -> None:
    """The locked version, once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    locked, installed = LOCKED / "package-lock.json", FOLDER / "installed.json"
    if installed.exists() and installed.read_bytes() == locked.read_bytes():
        return
    for name in ("package.json", locked.name):
        shutil.copy(LOCKED / name, FOLDER)
    npm = [
        str(ROOT / "scripts/npm"),
        "--prefix",
        str(FOLDER),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    subprocess.run(npm, check=True)
    shutil.copy(locked, installed)


def pages(book: Book) -> dict[str, str]:
    """What is marked."""
    return {
        "dashboard": "/office/",
        "list of orders": "/office/orders/",
        "order": f"/office/orders/{book.orders[0][0]}/",
        "order grid": "/office/orders/new/",
    }


def marks_of(url: str, browser_port: int) -> dict[str, float]:
    """The marks of one visit on a desktop, in a browser that is signed in."""
    command = [
        str(ROOT / "scripts/node"), str(FOLDER / "node_modules/lighthouse/cli/index.js"), url, "--quiet",
        "--preset=desktop", "--output=json", f"--port={browser_port}", "--disable-storage-reset",
        f"--only-categories={','.join(MARKS)}",
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(done.stdout)
    if told["finalDisplayedUrl"] != url:
        raise RuntimeError(f"{url} led to {told['finalDisplayedUrl']}")
    (FOLDER / "last.json").write_text(done.stdout)
    marks = {name: told["categories"][name]["score"] for name in MARKS}
    return {**marks, PAINT: told["audits"]["first-contentful-paint"]["numericValue"]}


@contextmanager
def signed_in(address: str, book: Book) -> Iterator[int]:
    """A browser that has the session; gives the port by which it is steered."""
    port = free_port()
    name, value = book.cookie.split("=", 1)
    kept = {"name": name, "value": value, "url": address, "expires": time.time() + 86_400}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # Who steers a browser stops its new pages: it only lays the cookie into the profile, and goes.
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                profile, executable_path=chromium(), args=FLAGS
            )
            context.add_cookies([kept])
            context.close()
        steered = ["--headless=new", f"--user-data-dir={profile}", f"--remote-debugging-port={port}"]
        browser = subprocess.Popen([chromium(), *FLAGS, *steered, "about:blank"], stderr=subprocess.DEVNULL)
        try:
            time.sleep(3)
            yield port
        finally:
            browser.terminate()
            browser.wait(20)


def main() -> None:
    """Make the company, visit each page three times, print the median marks; 1 when one is under its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument(
        "--at", metavar="URL", default="", help="a demonstration company that is there already"
    )
    options = parser.parse_args()
    install()
    book = open_made(options.at) if options.at else make("lighthouse", options.orders)
    print(book.counts, flush=True)
    under = []
    with web_server() as (port, _), signed_in(address := f"http://127.0.0.1:{port}", book) as browser:
        for name, path in pages(book).items():
            turns = [marks_of(address + path, browser) for _ in range(TURNS)]
            marks = {mark: statistics.median(turn[mark] for turn in turns) for mark in turns[0]}
            print(f"{name}: " + ", ".join(f"{mark} {given:.4g}" for mark, given in marks.items()), flush=True)
            under += [f"{name}: {mark}" for mark, bar in MARKS.items() if marks[mark] < bar]
    if under:
        raise SystemExit(f"under the bar: {', '.join(under)}")


if __name__ == "__main__":
    main()
