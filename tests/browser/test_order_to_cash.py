"""From the first line typed to the money in the bank in a real browser, without touching the mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal as D
from typing import Any

import pytest
from playwright.sync_api import expect

from trade import Trade
from tradepost.domain.billing.models import Invoice
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales.models import Order


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=50)
    trade.add_case("TEA", of=12)
    trade.add_customer("Café Blum")
    return trade


def test_an_order_goes_from_entry_to_payment_by_keys_alone(trade: Trade, visit: Callable[..., Any]) -> None:
    desk = visit("desk")
    page = desk.open("/office/")
    page.keyboard.press("n")
    page.keyboard.press("o")
    page.wait_for_url("**/office/orders/new/")
    expect(page.get_by_label("Customer", exact=True)).to_be_focused()
    page.keyboard.type("Blum")
    expect(page.locator(".tp-option")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("PO 4711")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[role=grid]') !== null"):
            break
    page.keyboard.type("tea")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("TEA")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("case")
    page.keyboard.press("Enter")
    page.keyboard.type("cup")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("290.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/office/orders/[0-9a-f-]{36}/$"))
    page.keyboard.press(".")
    expect(page.get_by_role("status")).to_contain_text("can be picked")
    tab_to(page, "SH-")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/office/shipments/"))
    page.keyboard.press(".")
    page.wait_for_url(re.compile("/pick/$"))
    for left in (1, 0):
        tab_to(page, "Found")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Found")).to_have_count(left)
    page.wait_for_url(re.compile("/office/shipments/[0-9a-f-]{36}/$"))
    for verb, state in (("Pack", "Packed"), ("Ship", "Dispatched")):
        page.keyboard.press(".")
        expect(page.get_by_role("dialog")).to_contain_text(verb)
        page.keyboard.press("Control+Enter")
        expect(page.locator("main")).to_contain_text(state)
    page.keyboard.press(".")
    page.wait_for_url(re.compile("/office/invoices/"))
    expect(page.locator("main")).to_contain_text("290.00")
    page.keyboard.press(".")
    page.wait_for_url(re.compile("/office/payments/new/"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/office/(payments|invoices)/[0-9a-f-]{36}/$"))
    assert [(i.number, i.total, i.settled) for i in Invoice.objects.all()] == [("INV-000001", D(290), D(290))]
    order = Order.objects.get()
    assert (order.state, order.customer_po, order.shipped_total) == ("closed", "PO 4711", 29)
    assert [str(difference) for difference in reports_queries.verify()] == []


def tab_to(page: Any, text: str) -> None:
    """Press Tab until what has the focus says `text`."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if text in (page.evaluate("document.activeElement.innerText") or ""):
            return
    raise AssertionError(f"no Tab leads to {text}")
