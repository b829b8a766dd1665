"""A transfer by keyboard alone: entered, set aside, sent, taken in."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import AWAKE, until
from browser.hands import to_grid
from tradepost.domain.transfers.models import Transfer
from two_houses import open_houses

pytestmark = pytest.mark.browser


def test_goods_go_to_the_other_house_by_keys(visit: Any) -> None:
    houses = open_houses()
    houses.put("tea", 30)
    houses.put("cup", 9)
    page: Page = visit().open("/office/stock/transfers/new/")
    to_grid(page)
    for sku, quantity in (("tea", "12"), ("cup", "4")):
        page.keyboard.type(sku)
        page.keyboard.press("Tab")
        page.keyboard.type(quantity)
        page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("2")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("TRF-")
    until(page, AWAKE)
    page.keyboard.press("r")
    page.get_by_role("dialog").get_by_role("button", name="Set the goods aside").press("Enter")
    expect(page.get_by_text("Released").first).to_be_visible()
    until(page, AWAKE)
    page.keyboard.press("s")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Send TRF-")
    to_grid(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("On the way").first).to_be_visible()
    until(page, AWAKE)
    page.keyboard.press("t")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Take in TRF-")
    page.get_by_role("link", name="All came as sent").press("Enter")
    expect(page.get_by_text("Filled in as sent.")).to_be_visible()
    to_grid(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Received").first).to_be_visible()
    one = Transfer.objects.get()
    assert (one.state, one.open_quantity) == ("received", 0)
    assert houses.stock("tea", houses.east)[0] == 12
    assert houses.stock("cup", houses.east)[0] == 4
