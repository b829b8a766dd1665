"""Five hundred lines as they come, pasted by keyboard, cleared up in one list, and placed: issue 5, shown item 4."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.hands import paste, seen, to_grid
from trade import Trade
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Code
from tradepost.domain.sales.models import Order, OrderLine

AN_ORDER = re.compile(r"/orders/[0-9a-f-]{36}/$")


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items(*[f"TEA-{n:03}" for n in range(100, 200)], price="10", stock=900)
    trade.add_items("CUP-200", price="5", stock=900)
    catalog.change_item(trade.by, item_id=trade.items["CUP-200"], name="White tea cup, large")
    catalog.add_code(trade.by, item_id=trade.items["CUP-200"], kind="gtin", code="4006381333931")
    trade.add_customer("Café Lindqvist")
    return trade


@pytest.fixture
def page(visit, user, trade) -> Page:
    trade.order(("TEA-100", 1), customer_po="PO-7")
    return visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")


def test_five_hundred_mixed_lines_are_pasted_cleared_up_and_placed(page, trade):
    lines = [f"TEA-{100 + n % 100}\t2\tpiece" for n in range(494)]
    lines += ["4006381333931\t3", "TEA 107\t4", "CUP-2OO\t5", "A 77\t6", "white cup large\t7", "ZZZ-9\t8"]
    page.get_by_label("Customer's PO").fill("po-7")
    to_grid(page)
    paste(page, "Item no.\tQty\tUnit\n" + "\n".join(lines))
    seen(page, "[data-bar=asks]", "5 pasted lines are not sure. F9 goes through them.")
    seen(page, "[data-grid-notices]", "Their number po-7 stands on order")
    page.keyboard.press("F9")
    asks = page.locator(".tp-asks")
    expect(asks.locator(".tp-ask")).to_have_count(5)
    expect(asks.locator("[role=option]").first).to_contain_text("TEA-107")
    page.keyboard.press("Enter")
    expect(asks.locator("[role=option]").first).to_contain_text("CUP-200")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # nothing looks like "A 77": it stays
    expect(asks.locator("[role=option]").first).to_contain_text("CUP-200")
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    expect(asks).to_have_count(0)
    seen(page, "[data-grid-status]", "499 lines · 1 line needs a look before this can be sent.")
    page.keyboard.press("F8")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("TEA-150")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("TEA-150")
    page.keyboard.press("Enter")
    seen(page, "[data-grid-status]", "499 lines")
    seen(page, "[data-grid-totals]", "10,055.00")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert OrderLine.objects.filter(order=Order.objects.latest("placed_at")).count() == 499
    learned = Code.objects.filter(kind="customer").values_list("code", "item__sku")
    assert sorted(learned) == [
        ("A 77", "TEA-150"),
        ("CUP-2OO", "CUP-200"),
        ("TEA 107", "TEA-107"),
        ("white cup large", "CUP-200"),
    ]
