"""What is short is replaced, and a kit becomes its parts, by keys alone."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.hands import column, paste, to_grid
from trade import Trade
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.inventory import commands as inventory


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    """Of the old tea nothing is left, of the new 20; a set is one of the new and two cups."""
    trade = Trade.open(timezone.now())
    trade.add_items("old", "set", price="8")
    trade.add_items("new", price="9", stock=20)
    trade.add_items("cup", price="2", stock=50)
    trade.add_customer("Café Lindqvist")
    catalog.keep_substitute(
        trade.by, item_id=trade.items["old"], other_id=trade.items["new"], note="New crop"
    )
    parts = [(trade.items["new"], 1), (trade.items["cup"], 2)]
    inventory.define_kit(trade.by, item_id=trade.items["set"], parts=parts)
    return trade


@pytest.fixture
def page(visit, user, trade) -> Page:
    return visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")


def test_a_substitute_and_the_parts_of_a_kit_are_taken_by_one_key_each(page):
    to_grid(page)
    paste(page, "old\t5\tpiece\nset\t3\tpiece")
    proposed = page.locator(".tp-grid-message .tp-grid-like")
    expect(proposed).to_have_count(2)
    expect(proposed.first).to_contain_text("Take new: arrives")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F9")
    expect(proposed).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F9")
    expect(proposed).to_have_count(0)
    assert [text.split()[0] for text in column(page, "Item", 3)] == ["new", "new", "cup"]
    assert column(page, "Quantity", 3) == ["5", "3", "6"]
    page.keyboard.press("Control+z")
    expect(proposed).to_have_count(1)
