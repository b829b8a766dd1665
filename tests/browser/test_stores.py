"""A supplier's goods with us by keys: what orders were promised is filled in and taken over; at the shelf they come."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import AWAKE, until
from browser.hands import to_grid
from shop import open_shop
from tradepost.domain.purchasing.models import StoreDelivery, StoreWithdrawal
from with_store import open_store

pytestmark = pytest.mark.browser


def test_promised_goods_are_taken_over_by_keys_and_more_come_by_scan(visit: Any) -> None:
    shop = open_shop()
    store = open_store(
        shop.by, shop.warehouse, shop.items, shop.trade.base_currency, code="ASSAM", supplier=shop.supplier
    )
    store.fill(("tea", 30), ("cup", 9))
    shop.trade.order(("tea", 25))
    window = visit()
    page: Page = window.open(f"/office/warehouses/{store.pk}/")
    assert window.faults("store") == []
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Take over from Assam Imports")
    page.get_by_role("link", name="Fill in what orders were promised").click()
    until(page, AWAKE)
    to_grid(page)
    expect(page.locator("[data-grid-totals]")).to_contain_text("5")
    assert window.axe() == []
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("SW-")
    assert StoreWithdrawal.objects.get().quantity == 5

    phone = visit("phone", "dark")
    hand: Page = phone.open(f"/office/handheld/receive/?warehouse={store.pk}")
    expect(hand.get_by_role("link", name="New delivery")).to_be_visible()
    hand.get_by_role("link", name="New delivery").click()
    until(hand, AWAKE)
    field = hand.locator("[data-hand-form] input[type=text], [data-hand-form] input:not([type])").first
    for _ in range(3):
        field.fill("cup")
        field.press("Enter")
    expect(hand.locator("[data-hand-card]")).to_contain_text("Cup")
    expect(hand.get_by_role("textbox", name="Counted")).to_have_value("3")
    assert phone.axe() == []
    hand.get_by_role("button", name="Look it over").click()
    hand.get_by_role("button", name="Take it in").click()
    expect(hand.get_by_text("the delivery was taken in")).to_be_visible()
    assert StoreDelivery.objects.latest("made_at").quantity == 3
