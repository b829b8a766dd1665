"""One thumb and a scanner at 390 px: put away and move, loud on errors; the plan is walked by arrows."""

from __future__ import annotations

import re
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.conftest import until
from browser.hands import scan
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.inventory.models import Place

pytestmark = pytest.mark.browser
TONES = """() => { window.heard = []; const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { window.heard.push(this.frequency.value);
    return start.apply(this, when); }; }"""


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA-100", "CUP-200", stock=50)
    inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes="A-01 .. B-09", pick_sequence=10)
    inventory.fix_bin(trade.by, item_id=trade.items["TEA-100"], place_id=place(trade, "B-02"))
    inventory.receive(
        trade.by,
        subject_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[ReceivedInput(trade.items["TEA-100"], 12, D(12), place_id=place(trade, "RECEIVING"))],
    )
    return trade


def place(trade: Trade, code: str) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse_id, code=code).id


def lying(trade: Trade, sku: str) -> dict[str, int]:
    return {
        one.place_code: one.on_hand
        for one in inventory_queries.shelves_of(trade.items[sku], trade.warehouse_id)
    }


def heard(page: Page, hertz: int) -> None:
    until(page, f"window.heard.includes({hertz})")
    page.evaluate("window.heard = []")


def test_goods_are_put_away_and_moved_by_scanning_alone(visit: Any, user: object, trade: Trade) -> None:
    window = visit("phone")
    page: Page = window.open("/office/handheld/")
    assert window.axe() == []
    page.get_by_role("link", name=re.compile("Put away")).click()
    expect(page.get_by_role("heading", name="Scan the goods")).to_be_visible()
    page.evaluate(TONES)
    scan(page, "CUP-200")
    alert = page.locator("[role=alert]", has_text="CUP-200 does not wait on a dock.")
    expect(alert).to_be_visible()
    assert alert.bounding_box()["width"] > 340, "over the whole width"
    heard(page, 220)
    scan(page, "TEA-100")
    expect(alert).to_have_count(0)
    expect(page.locator(".tp-hand-bin")).to_have_text("B-02")
    expect(page.get_by_text("Its own bin")).to_be_visible()
    assert window.axe() == []
    assert window.axe_in_other_theme() == []
    scan(page, "B-02")
    expect(page.get_by_label("Quantity")).to_have_value("12")
    assert window.axe() == []
    # Once more says yes.
    scan(page, "B-02")
    expect(page.get_by_role("status").filter(has_text="12 piece TEA-100 lie in B-02 now.")).to_be_visible()
    heard(page, 880)
    assert lying(trade, "TEA-100") == {"MAIN": 50, "B-02": 12}
    page = window.open("/office/handheld/move/")
    # A short code, by which nobody tells a scanner from a hand, falls into the field that listens.
    page.keyboard.type("MAIN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Scan the goods")).to_be_visible()
    for code, says in (("CUP-200", "Scan where it goes"), ("A-09", "How many?")):
        scan(page, code)
        expect(page.get_by_role("heading", name=says)).to_be_visible()
    page.get_by_label("Quantity").fill("7")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("7 piece CUP-200 lie in A-09 now.")).to_be_visible()
    assert lying(trade, "CUP-200") == {"MAIN": 43, "A-09": 7}
    for button in page.locator(".tp-hand-go .btn, .tp-hand-scan button:visible").all():
        assert button.bounding_box()["height"] >= 48


def test_the_plan_is_walked_by_arrows(visit: Any, user: object, trade: Trade) -> None:
    window = visit("desk")
    page = window.open(f"/office/warehouses/{trade.warehouse_id}/plan/")
    assert window.axe() == []
    assert window.axe_in_other_theme() == []
    # The docks have no aisle, so they are the first row.
    first = page.locator("[data-plan] a[tabindex='0']")
    expect(first).to_have_count(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_accessible_name("A-02: Empty")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_accessible_name("B-02: Empty")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-09")
