"""What the documentation points to is there: files, pages, and headings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Pages that are made when the site is built (scripts/docs_reference.py, scripts/docs_site.py).
MADE = {
    ROOT / "docs" / name
    for name in ("rooms/reference.md", "architecture.md", "contributing.md", "changelog.md")
}
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def links_of(page: Path) -> list[str]:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text()))
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def headings_of(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text())
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {slugify(re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title), "-") for title in titles}


def broken(page: Path, link: str) -> str:
    """What is wrong with it, or nothing."""
    address, _, heading = link.partition("#")
    target = (page.parent / address).resolve() if address else page
    if target in MADE:
        return ""
    if not target.exists():
        return f"{link}: there is no such file"
    if heading and target.suffix == ".md" and heading not in headings_of(target):
        return f"{link}: there is no such heading"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [fault for link in links_of(page) if (fault := broken(page, link))] == []


def test_pictures_stay_small() -> None:
    large = [f"{file.name}: {file.stat().st_size}" for file in (ROOT / "docs/images").iterdir()
             if file.stat().st_size > 300_000]  # fmt: skip
    assert large == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](gone.md) [b](#one) [c](#two) `[d](code.md)`\n\n```\n[e](fenced.md)\n```\n")
    assert [fault for link in links_of(page) if (fault := broken(page, link))] == [
        "gone.md: there is no such file",
        "#two: there is no such heading",
    ]
