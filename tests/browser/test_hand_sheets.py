"""Receiving and counting with one thumb at 390 px: by scan alone, loud on errors, and nothing lost without network."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.hands import TONES, loud, scan
from counted import open_floor
from shop import open_shop
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.counting.models import CountEntry
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing.models import Receipt, Variance

pytestmark = pytest.mark.browser
LABEL = "(01)04006381333931(17)310501(30)4(10)L7"


def unreached(window: Any) -> None:
    """The browser says in its console that it did not reach the server; that is what this is about."""
    window.troubles[:] = [one for one in window.troubles if "ERR_INTERNET_DISCONNECTED" not in one]


def line(page: Page, words: str) -> Any:
    return page.locator("[data-hand-lines] [data-line]", has_text=words)


def test_a_delivery_is_counted_by_scan_and_survives_network_and_reload(visit: Any, user: object) -> None:
    shop = open_shop()
    catalog.add_code(shop.by, item_id=shop.items["milk"], kind="gtin", code="4006381333931")
    order = shop.buy(("tea", 24), ("milk", 10), ("cup", 5))
    number = shop.line(order, "tea").purchase_order.number
    window = visit("phone")
    page: Page = window.open("/office/handheld/receive/")
    assert window.axe() == []
    scan(page, number)
    page.wait_for_url(re.compile("/handheld/receive/purchase-orders/"))
    expect(page.get_by_text("0 of 3 lines counted")).to_be_visible()
    scan(page, LABEL)
    expect(page.get_by_label("Counted", exact=True)).to_have_value("4")
    expect(page.get_by_label("Lot", exact=True)).to_have_value("L7")
    page.keyboard.type("RECEIVING")  # no listener knows it from a word: it falls into the field that listens
    page.keyboard.press("Enter")
    expect(page.get_by_label("Place", exact=True)).to_have_value("RECEIVING")
    page.evaluate(TONES)
    scan(page, "nothing-99")
    loud(page, "nothing-99")
    assert window.axe() == []
    assert window.axe_in_other_theme() == []
    # No network in this corner of the hall: scans wait, and count in their order when it is back.
    window.context.set_offline(True)
    scan(page, "cup-unknown-1")
    page.locator("#tp-scan").fill("cup")
    page.keyboard.press("Enter")
    expect(page.locator("[data-bar=scans]")).to_contain_text("2 scans wait")
    window.context.set_offline(False)
    expect(page.locator("[data-hand-card]")).to_contain_text("cup")
    expect(page.locator("[data-bar=scans]")).to_have_count(0)
    unreached(window)
    line(page, "tea").click()
    page.get_by_role("button", name="All: 24 piece").click()
    page.get_by_text("Something is wrong with it").click()
    page.get_by_label("Damaged", exact=True).fill("2")
    page.get_by_label("Reason", exact=True).fill("box was wet")
    expect(page.get_by_text("3 of 3 lines counted")).to_be_visible()
    page.reload()
    expect(page.locator("[data-bar=kept]")).to_contain_text("Here again")
    expect(line(page, "tea").locator(".tp-hand-count")).to_have_text("24 piece")
    page.get_by_role("button", name="Look it over").click()
    expect(page.locator("[data-grid-totals]")).to_contain_text("29")
    page.get_by_label("Delivery note").fill("DN-9")
    page.get_by_label("Nothing more will come").check()
    assert window.axe() == []
    for button in page.locator(".tp-hand-go .btn:visible, .tp-hand-step:visible").all():
        assert button.bounding_box()["height"] >= 48
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("status").filter(has_text="the delivery was taken in.")).to_be_visible()
    receipt = Receipt.objects.get()
    assert (receipt.delivery_note, receipt.counted_quantity, receipt.damaged_quantity) == ("DN-9", 29, 2)
    found = inventory_queries.placed_stock(shop.by, shop.items["milk"])
    assert [(row.lot_code, row.place_code, row.expires_on, row.on_hand) for row in found] == [
        ("L7", "RECEIVING", date(2031, 5, 1), 4),
    ]
    assert set(Variance.objects.values_list("kind", "quantity", "reason")) == {
        ("damaged", 2, "box was wet"), ("short", 6, ""), ("short", 4, ""),
    }  # fmt: skip


def test_bins_are_counted_in_the_order_of_the_walk(visit: Any, user: object) -> None:
    floor = open_floor()
    one = floor.plan()
    window = visit("phone")
    page: Page = window.open(f"/office/handheld/counts/{one.pk}/")
    bin_shown = page.locator("[data-hand-card] .tp-hand-bin")
    expect(bin_shown).to_have_text("A-01")
    assert window.axe() == []
    page.evaluate(TONES)
    scan(page, "tea-unknown-1")
    loud(page, "tea-unknown-1")
    page.get_by_label("Counted", exact=True).fill("19")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Next place").click()
    expect(bin_shown).to_have_text("A-02")
    for code in ("cup", "tea"):  # short codes fall into the field that listens
        page.locator("#tp-scan").fill(code)
        page.keyboard.press("Enter")
        expect(page.locator("[data-hand-card] .tp-hand-item")).to_contain_text(code)
        expect(page.get_by_label("Counted", exact=True)).to_have_value("1")
    page.get_by_role("button", name="One more").click()
    # A bin that is on no sheet: what lies there is counted all the same.
    scan(page, "A-03")
    expect(bin_shown).to_have_text("A-03")
    page.locator("#tp-scan").fill("cup")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 of 4 lines counted")).to_be_visible()
    page.get_by_role("button", name="Next place").click()
    page.get_by_role("button", name="Save what was counted").click()
    expect(page.get_by_role("status").filter(has_text="everything on it is counted.")).to_be_visible()
    found = CountEntry.objects.values_list("line__place__code", "line__item__sku", "quantity", "source")
    assert set(found) == {
        ("A-01", "tea", 19, "scan"), ("A-02", "cup", 1, "scan"), ("A-02", "tea", 2, "scan"), ("A-03", "cup", 1, "scan"),
    }  # fmt: skip
