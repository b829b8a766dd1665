"""Puts the site together: pages from the root of the repository, and a navigation that forgets no page.

A hook of the site generator. Sections and the first pages of each stand here; a page that is not named
comes after those that are, so that a new one is found without a change here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
# Page of the site, the file it is made of.
FROM_ROOT = {
    "architecture.md": "ARCHITECTURE.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
    "changelog.md": "CHANGELOG.md",
}
SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Guide", "guide", ("index", "tour", "install", "concepts", "keys", "settings", "operation", "command-line")),
    ("Rooms", "rooms", (
        "index", "sales", "pricing", "fulfilment", "billing", "returns", "service", "purchasing", "planning",
        "counting", "transfers", "inventory", "imports", "accounts", "catalog", "parties", "access", "reports",
        "reference",
    )),
    ("Algorithms", "algorithms", ("index", "pricing", "rounding", "promise", "valuation")),
    ("API", "api", ("index",)),
    ("Decisions", "decisions", ("index",)),
)  # fmt: skip
BUILDING = [
    "architecture.md",
    "design.md",
    "performance.md",
    "contributing.md",
    "security.md",
    "changelog.md",
]


def on_files(files: Files, config: Any) -> Files:
    """Called by mkdocs when it has read the folder, after the other hooks."""
    for page, source in FROM_ROOT.items():
        files.append(File.generated(config, page, content=for_the_site((ROOT / source).read_text())))
    pages = sorted(file.src_uri for file in files.documentation_pages())
    config["nav"] = navigation(pages)
    return files


def navigation(pages: list[str]) -> list[Any]:
    """The start page, the sections, and what builders read; then what nobody placed."""
    nav: list[Any] = ["index.md"]
    for title, folder, first in SECTIONS:
        mine = [page for page in pages if page.startswith(f"{folder}/")]
        named = [f"{folder}/{name}.md" for name in first]
        nav.append({title: [p for p in named if p in mine] + [p for p in mine if p not in named]})
    placed = {"index.md", *(page for section in nav[1:] for rows in section.values() for page in rows)}
    left = [page for page in pages if page not in placed]
    nav.append({"Building": [p for p in BUILDING if p in left] + [p for p in left if p not in BUILDING]})
    return nav


def for_the_site(text: str) -> str:
    """The same page with its links as the site needs them; a link to source code becomes its name."""
    of_page = {source: page for page, source in FROM_ROOT.items()}

    def moved(found: re.Match[str]) -> str:
        mark, words, target = found.groups()
        address, hash_mark, heading = target.partition("#")
        if re.match(r"[a-z]+:", target) or not address:
            return found.group()
        if address in of_page:
            return f"{mark}[{words}]({of_page[address]}{hash_mark}{heading})"
        if address.startswith("docs/"):
            return f"{mark}[{words}]({address.removeprefix('docs/')}{hash_mark}{heading})"
        return words

    return re.sub(r"(!?)\[((?:[^\]`]|`[^`]*`)*)\]\(([^)\s]+)\)", moved, text)
