"""Selling in a real browser: from the first key in the order grid to the money, without the mouse."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from trade import Trade
from tradepost.domain.sales.models import OrderLine


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA-100", "CUP-200", price="10", stock=50)
    trade.add_case("TEA-100", of=12)
    trade.add_customer("Café Lindqvist")
    return trade


def strong(page):
    """The key of the strong verb, once the page listens."""
    page.locator("[data-strong]").wait_for()
    page.keyboard.press(".")


def test_the_whole_journey_by_keyboard(visit, user, trade):
    page = visit().open("/office/orders/new/")
    expect(page.get_by_label("Customer", exact=True)).to_be_focused()
    page.keyboard.type("lindq")
    expect(page.locator(".tp-option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Customer", exact=True)).to_have_value("Café Lindqvist")
    page.keyboard.press("Enter")
    page.keyboard.type("tea")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("50 piece")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("case")
    page.keyboard.press("Enter")
    page.keyboard.type("cup-200")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("290.00")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/orders/[0-9a-f-]{36}/$"))
    expect(page.locator(".tp-badges")).to_contain_text("Confirmed")
    strong(page)
    expect(page.get_by_role("status").filter(has_text="can be picked")).to_be_visible()
    expect(page).to_have_url(re.compile("/shipments/"))
    strong(page)
    for scanned in ("CUP-200", "tea-100"):
        expect(page.get_by_label("Scan an item or a place")).to_be_focused()
        page.keyboard.type(scanned)
        page.keyboard.press("Enter")
        expect(page.locator(".tp-pick-task:not(.is-done)", has_text=scanned.upper())).to_have_count(0)
    expect(page).to_have_url(re.compile("/shipments/[0-9a-f-]{36}/$"))
    strong(page)
    page.keyboard.type("12.5")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Packed")
    strong(page)
    page.keyboard.type("DHL")
    page.keyboard.press("Tab")
    page.keyboard.type("0034")
    page.keyboard.press("Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Dispatched")
    strong(page)
    expect(page).to_have_url(re.compile("/invoices/"))
    strong(page)
    expect(page.get_by_label("Amount", exact=True)).to_have_value("290")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("/payments/[0-9a-f-]{36}/$"))
    expect(page.locator(".tp-badges")).to_contain_text("Matched")


def test_a_thousand_pasted_lines_are_priced_and_placed(visit, user, trade):
    trade.add_items(*[f"X-{n:04}" for n in range(1000)], price="2", stock=9)
    page = visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")
    page.locator(".tp-grid-cell[tabindex='0']").focus()
    text = "\n".join(f"X-{n:04}\t3" for n in range(1000))
    began = time.perf_counter()
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
           const asked = {clipboardData: data, bubbles: true, cancelable: true};
           document.activeElement.dispatchEvent(new ClipboardEvent("paste", asked)); }""",
        text,
    )
    expect(page.locator("[data-grid-totals]")).to_contain_text("6,000.00", timeout=60_000)
    priced = time.perf_counter() - began
    page.keyboard.press("Control+Enter")
    # An `expect` on the address would describe the whole grid first, which takes a minute.
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/$"), timeout=60_000)
    expect(page.locator(".tp-section").first).to_contain_text("X-0999")
    print(
        f"a thousand lines: priced after {priced:.1f} s, placed and shown after {time.perf_counter() - began:.1f} s"
    )


def test_days_are_typed_as_people_write_them(visit, user, trade):
    page = visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")
    page.locator(".tp-grid-cell[tabindex='0']").focus()
    year = timezone.localdate().year + 1
    for item, typed in (("tea-100", f"{year}-02-01"), ("cup-200", f"24.12.{year}"), ("tea-100", "+7")):
        page.keyboard.type(item)
        page.keyboard.press("Tab")
        page.keyboard.type("1")
        for _ in range(4):
            page.keyboard.press("Tab")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("30.00")
    wanted = page.locator("[data-key] .tp-grid-cell[data-label='Wanted']")
    expect(wanted.nth(0)).to_contain_text("1 Feb")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/orders/[0-9a-f-]{36}/$"))
    days = OrderLine.objects.order_by("position").values_list("requested_on", flat=True)
    today = timezone.localdate()
    assert list(days) == [date(year, 2, 1), date(year, 12, 24), today + timedelta(days=7)]


def test_an_unreadable_day_is_said_at_its_cell_and_kept(visit, user, trade):
    page = visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")
    page.locator(".tp-grid-cell[tabindex='0']").focus()
    page.keyboard.type("tea-100")
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.type("31.2.2027")
    page.keyboard.press("Enter")
    cell = page.locator("[data-key] .tp-grid-cell[data-label='Wanted']").first
    expect(cell).to_have_text("31.2.2027")
    expect(cell).to_have_attribute("aria-invalid", "true")
