"""A freight bill by keyboard: the shares are looked at, then posted; both pages hold on a phone and in the dark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from shop import open_shop, url
from tradepost.domain.purchasing.models import LandedCost

pytestmark = pytest.mark.browser
ALBUM = os.environ.get("ALBUM", "")


def kept(page: Page, name: str) -> None:
    """A picture for people who look at the pages: `ALBUM=folder`."""
    if ALBUM:
        page.screenshot(path=str(Path(ALBUM) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_the_shares_are_seen_and_posted_by_keys(visit: Any, size: str) -> None:
    shop = open_shop()
    order = shop.buy(("tea", 12), ("cup", 10))
    receipt = shop.receive(order, "tea", 12)
    looking = visit(size)
    page: Page = looking.open(url("receipt_landed", receipt.pk))
    page.get_by_label("Amount").focus()
    page.keyboard.type("48")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How it would be split")).to_be_visible()
    assert LandedCost.objects.count() == 0
    assert looking.axe() == []
    assert looking.axe_in_other_theme() == []
    kept(page, f"landed-shares-{size}")
    page.get_by_role("button", name="Post this cost").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LC-")
    assert LandedCost.objects.count() == 1
    assert looking.axe() == []
    assert looking.axe_in_other_theme() == []
    kept(page, f"landed-cost-{size}")
    assert looking.troubles == []
