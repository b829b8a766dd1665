"""A stock take by keyboard alone: the sheet, the numbers, the end of counting."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.hands import scan, to_grid
from counted import open_floor
from tradepost.domain.counting.models import Count, CountEntry

pytestmark = pytest.mark.browser


def test_paper_is_keyed_in_by_scanning_its_lines(visit: Any) -> None:
    floor = open_floor()
    one = floor.plan()
    page: Page = visit().open(
        f"/office/stock/counts/{one.pk}/sheet/?paper=yes&place=A-01&counted_at=2026-04-01T10:00"
    )
    to_grid(page)
    # The first stands on this page, the other on another: it comes along.
    for code, sku, typed in (("A-01", "tea", "19"), ("A-02", "cup", "30")):
        scan(page, f"{one.number}/{floor.line(one, code, sku).position}")
        expect(page.locator(".tp-toast", has_text=f"Scanned {code} · {sku}")).to_be_visible()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("2")
    page.get_by_label("Counted by").fill("Ann")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 lines counted.")).to_be_visible()
    found = CountEntry.objects.values_list("line__place__code", "quantity", "source", "counter")
    assert set(found) == {("A-01", 19, "paper", "Ann"), ("A-02", 30, "paper", "Ann")}


def test_a_bin_is_counted_by_keys(visit: Any) -> None:
    floor = open_floor()
    one = floor.plan()
    page: Page = visit().open(f"/office/stock/counts/{one.pk}/")
    page.keyboard.press("c")
    expect(page.get_by_role("heading", level=1)).to_contain_text(one.number)
    to_grid(page)
    for typed in ("19", "30", "10"):
        page.keyboard.type(typed)
        page.keyboard.press("ArrowDown")
    expect(page.locator("[data-grid-totals]")).to_contain_text("3")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Everything is counted.")).to_be_visible()
    assert sorted(CountEntry.objects.values_list("quantity", flat=True)) == [10, 19, 30]
    assert Count.objects.get().counted_count == 3
