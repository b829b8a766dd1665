"""Today keeps itself fresh while somebody looks at it, and its cards open by one key."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from shop import Shop, open_shop
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    shop = open_shop()
    trade = shop.trade
    trade.order(("tea", 1), confirm=False)
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=trade.order(("tea", 1)).id)
    return shop


def look_now(page: Page) -> None:
    """As when the network comes back: the page does not wait for its next turn."""
    page.evaluate("dispatchEvent(new Event('online'))")


def test_counts_are_fresh_without_a_reload_and_focus_stays(shop, visit):
    page = visit().open("/office/")
    card = page.locator("[data-task=orders_to_confirm]")
    expect(card.locator("strong")).to_have_text("1")
    page.evaluate("window.kept = true")
    card.focus()
    shop.trade.order(("tea", 1), confirm=False)
    look_now(page)
    expect(card.locator("strong")).to_have_text("2")
    expect(card).to_be_focused()
    expect(page.locator("[data-live-said]")).to_have_text("Orders to confirm: now 2.")
    expect(page.locator("[data-live-open]")).to_contain_text("things need you")
    page.locator("[data-period='6']").click()
    expect(page.locator("[data-period='6']")).to_have_attribute("aria-pressed", "true")
    row = page.locator("#tp-todo-orders_to_confirm li a").first
    row.focus()
    shop.trade.order(("tea", 1), confirm=False)
    with page.expect_response(lambda answer: "figures/?months=6" in answer.url):  # the figures follow
        look_now(page)
    expect(card.locator("strong")).to_have_text("3")
    expect(row).to_be_focused()
    assert page.evaluate("window.kept")


def test_a_card_opens_by_its_key_and_a_bar_leads_to_its_rows(shop, visit):
    page = visit().open("/office/")
    key = page.locator("[data-task=orders_to_confirm]").get_attribute("data-key")
    page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"/orders/\?state=draft&state=submitted$"))
    page.go_back()
    page.locator("[data-period='6']").click()
    expect(page.locator("[data-figure=orders] .tp-bar")).to_have_count(6)
    page.locator("[data-figure=orders] svg a").last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/orders/\?state=confirmed&state=closed&placed="))
