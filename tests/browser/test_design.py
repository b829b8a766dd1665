"""The design page and its samples in a real browser: clean by axe in every look, whole at every width."""

from __future__ import annotations

from browser.conftest import LOOKS as TWO_LOOKS
from browser.conftest import until
from rota import SOAK

PAGES = {
    "design": "/office/design/",
    "list": "/office/design/list/",
    "document": "/office/design/document/",
    "form": "/office/design/form/",
    "grid": "/office/design/grid/",
}
STILL = "!document.getAnimations().length"
"""Windows of these tests ask for less motion: then nothing goes on moving."""
LOOKS = [(size, theme) for size in ("desk", "phone") for theme in ("light", "dark")] if SOAK else TWO_LOOKS


def test_pages_are_clean_by_axe_and_do_not_scroll_sideways(visit):
    window, found = visit(), []
    for name, path in PAGES.items():
        until(window.open(path), STILL)
        found += window.faults(name, LOOKS)
    assert not found, "\n".join(found)
