"""The design page and its samples in a real browser: clean by axe, whole at every width, driven by keys."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHOTS = os.environ.get("OFFICE_ALBUM")
PAGES = {
    "design": "/office/design/",
    "list": "/office/design/list/",
    "document": "/office/design/document/",
    "form": "/office/design/form/",
    "grid": "/office/design/grid/",
    "today": "/office/",
}


def shoot(page, name):
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png")


@pytest.mark.parametrize(("size", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_clean_by_axe_and_do_not_scroll_sideways(visit, size, theme):
    window = visit(size, theme)
    found = {}
    for name, path in PAGES.items():
        page = window.open(path)
        shoot(page, f"{name}-{size}-{theme}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[name] = window.axe_in_both_themes() + ([f"{wide} px too wide"] if wide > 0 else [])
    assert {name: troubles for name, troubles in found.items() if troubles} == {}
