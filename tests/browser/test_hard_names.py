"""A name of 300 characters from right to left, and a currency without decimals: list, document, grid and paper hold."""

from __future__ import annotations

import io
import re
from decimal import Decimal as D

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.hands import column, paste, to_grid, told
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import ItemInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.sales.models import Order

WORDS = "مؤسسة النور للتجارة والتوزيع والمواد الغذائية المحدودة "
ARABIC = (WORDS * 6)[:299] + "ة"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The map of a document scrolls by itself, the page with it does not.
SPILLED = """words => [...document.querySelectorAll('main *')]
  .filter(e => !e.children.length && e.textContent.includes(words) && !e.closest('.tp-map'))
  .filter(e => { const clip = e.closest('td, th, .tp-grid-cell, h1, dd, p, a, li, bdi') ?? e;
    return clip.getBoundingClientRect().right > innerWidth + 1; })
  .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    return Trade.open(timezone.now())


def holds(page: Page) -> None:
    assert page.evaluate(SIDEWAYS) <= 0, page.url
    assert page.evaluate(SPILLED, WORDS.strip()) == [], page.url


def paper(page: Page, path: str) -> str:
    answer = page.request.get(path)
    assert answer.ok, path
    return " ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.body())).pages)


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_name_of_300_arabic_characters_breaks_nothing(visit, user, trade, size):
    assert len(ARABIC) == 300
    item = new_id(trade.by.now)
    catalog.create_items(trade.by, items=[ItemInput(item, "AR-1", ARABIC)])
    pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=[PriceInput(D(10), item_id=item)])
    trade.items["AR-1"] = item
    customer = trade.add_customer(ARABIC)
    order = trade.order(("AR-1", 2))
    window = visit(size)
    for path in (
        "orders/", f"orders/{order.pk}/", "customers/", f"customers/{customer}/", "items/", f"items/{item}/",
    ):  # fmt: skip
        page = window.open(f"/office/{path}")
        expect(page.locator("main")).to_contain_text(WORDS.strip())
        holds(page)
    page = window.open(f"/office/orders/new/?customer={customer}")
    to_grid(page)
    paste(page, "AR-1\t2\nAR-1\t3")
    told(page, "2 lines")
    holds(page)
    # The Arabic name keeps to itself: code and quantity stay where they are, in their own direction.
    name = page.locator(".tp-grid-name").first
    assert name.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert column(page, "Quantity", 2)[0].endswith("2")
    assert page.locator(".tp-grid").evaluate("one => getComputedStyle(one).direction") == "ltr"
    text = paper(page, f"{window.address}/office/orders/{order.pk}/confirmation.pdf")
    assert "AR-1" in text
    assert "20.00" in text


def test_a_currency_without_decimals_has_none_anywhere(visit, user, trade):
    trade.add_items("TEA-100", price="10", stock=500)
    yen = pricing.create_price_list(
        trade.by, price_list_id=new_id(trade.by.now), name="Yen", currency="JPY", is_base=True
    )
    item = trade.items["TEA-100"]
    pricing.set_prices(trade.by, price_list_id=yen.pk, rows=[PriceInput(D(1250), item_id=item)])
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(10))])
    accounts.set_rate(
        trade.by,
        rate_id=new_id(trade.by.now),
        currency="JPY",
        valid_from=trade.by.now.date(),
        rate=D("0.0067"),
    )
    customer = trade.add_customer("Sakura KK", currency="JPY")
    window = visit()
    page = window.open(f"/office/orders/new/?customer={customer}")
    to_grid(page)
    paste(page, "TEA-100\t3\nTEA-100\t1\tpiece\t999")
    told(page, "2 lines")
    assert column(page, "Net", 2) == ["3,750", "999"]
    page.get_by_label("Discount on all").fill("3.3")
    page.get_by_label("Discount on all").press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("4,592")  # 3626 + 966 of 3626.25 + 966.033
    assert not re.search(r"\d\.\d", page.locator("[data-grid-totals]").inner_text().replace("%", ""))
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/$"))
    order = Order.objects.get()
    assert (order.net_total, order.tax_total, order.total) == (D(4592), D(459), D(5051))
    expect(page.locator("main")).to_contain_text("5,051")
    assert not re.search(r"\d,\d{3}\.\d", page.locator("main").inner_text())
    window.open("/office/orders/")
    expect(page.locator("main tbody")).to_contain_text("5,051")
    text = paper(page, f"{window.address}/office/orders/{order.pk}/confirmation.pdf")
    assert "5,051" in text
    assert not re.search(r"\d,\d{3}\.\d", text)
    fulfilment.ship_order(trade.by, order_id=order.pk, shipment_id=new_id(trade.by.now))
    page = window.open(f"/office/orders/{order.pk}/")
    page.locator("[data-strong]", has_text="Invoice").press("Enter")
    expect(page.locator("main h1")).to_contain_text("Invoice INV-")
    expect(page.locator("main")).to_contain_text("5,051")
    page.wait_for_load_state("load")
    page.keyboard.press(".")
    expect(page.get_by_label("Amount", exact=True)).to_have_value("5051")
