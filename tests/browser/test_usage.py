"""What a customer used of our goods with them, pasted as it came by mail, and sold by keys."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import AWAKE, until
from browser.hands import paste, to_grid
from shop import open_shop
from tradepost.domain.sales.models import Order
from with_customer import cellar

pytestmark = pytest.mark.browser


def test_what_was_used_is_pasted_and_sold_by_keys(visit: Any) -> None:
    shop = open_shop()
    pk = cellar(shop, ("tea", 30), ("cup", 9))
    window = visit()
    page: Page = window.open(f"/office/warehouses/{pk}/")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Usage at Café Blum")
    until(page, AWAKE)
    to_grid(page)
    # Everything that lies there stands in the grid; a pasted line about the same goods is one more.
    page.keyboard.press("Control+End")
    paste(page, "tea\t12")
    expect(page.locator("[data-grid-totals]")).to_contain_text("12")
    assert window.axe() == []
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("SO-")
    assert Order.objects.get().shipped_total == 12
