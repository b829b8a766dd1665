"""`python -m bench.lighthouse [--orders N | --at URL]`: Lighthouse's marks for the pages people live in.

Lighthouse comes from npm, by the version in bench/npm, into var/lighthouse; it is no part of the set-up.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess

from bench.album import chromium
from bench.company import ROOT
from bench.growth import Book, make, open_made
from bench.machine import web_server

FOLDER = ROOT / "var" / "lighthouse"
LOCKED = ROOT / "bench" / "npm"
MARKS = {"performance": 0.9, "accessibility": 0.95, "best-practices": 0.95}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
PAINT = "first contentful paint, ms"
TURNS = 3


def install() -> None:
    """The locked version, once."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCKED / name, FOLDER / name)
    if not (FOLDER / "node_modules").exists():
        npm = [
            ROOT / "scripts" / "npm",
            "--prefix",
            FOLDER,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]
        subprocess.run(npm, check=True)


def pages(book: Book) -> dict[str, str]:
    """What is marked."""
    return {
        "dashboard": "/office/",
        "list of orders": "/office/orders/",
        "order": f"/office/orders/{book.orders[0][0]}/",
        "order grid": "/office/orders/new/",
    }


def marks_of(url: str, cookie: str) -> dict[str, float]:
    """The marks of one visit on a desktop, signed in."""
    command = [
        "node", str(FOLDER / "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--preset=desktop",
        "--output=json", f"--chrome-flags={FLAGS}", f"--only-categories={','.join(MARKS)}",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium()}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(done.stdout)
    (FOLDER / "last.json").write_text(done.stdout)
    marks = {name: told["categories"][name]["score"] for name in MARKS}
    return {**marks, PAINT: told["audits"]["first-contentful-paint"]["numericValue"]}


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
    with web_server() as (port, _):
        for name, path in pages(book).items():
            turns = [marks_of(f"http://127.0.0.1:{port}{path}", book.cookie) for _ in range(TURNS)]
            marks = {mark: statistics.median(turn[mark] for turn in turns) for mark in turns[0]}
            print(f"{name}: " + ", ".join(f"{mark} {given:.4g}" for mark, given in marks.items()), flush=True)
            under += [f"{name}: {mark}" for mark, bar in MARKS.items() if marks[mark] < bar]
    if under:
        raise SystemExit(f"under the bar: {', '.join(under)}")


if __name__ == "__main__":
    main()
