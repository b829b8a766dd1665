"""Bad news by keys alone: a lot is recalled, a shortage is dealt out anew, customers hear of a day that moved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.conftest import AWAKE, until
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Lot
from tradepost.domain.sales.models import OrderLine

pytestmark = pytest.mark.browser


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_customer("Café Blum")
    trade.add_customer("Bar Sol")
    return trade


def say(page: Page, verb: str, words: str) -> None:
    """Open a verb from its button, write its reason where the focus lands, and send it: no mouse."""
    page.locator(f"[data-verb={verb}]").press("Enter")
    expect(page.locator("dialog[open] :focus")).to_have_count(1)
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")


def test_a_lot_is_found_and_recalled_and_says_who_got_it(visit: Any, trade: Trade) -> None:
    trade.add_items("milk", tracking="lot")
    trade.receive(("milk", 12, "2"), lot="L7")
    order = trade.order(("milk", 5))
    fulfilment.ship_order(trade.at(hours=1), shipment_id=new_id(trade.by.now), order_id=order.id)
    window = visit()
    page = window.open("/office/lots/?q=L7")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("L7")
    until(page, AWAKE)
    page.locator("summary", has_text="More").press("Enter")
    say(page, "recall", "Glass in it")
    expect(page.get_by_text("Recalled").first).to_be_visible()
    assert Lot.objects.get().state == "recalled"
    expect(page.locator("main")).to_contain_text("Café Blum")
    assert window.axe() == []


def test_a_shortage_is_previewed_and_dealt_out_anew(visit: Any, trade: Trade) -> None:
    trade.add_items("tea", stock=20)
    old = trade.order(("tea", 20))
    urgent = trade.order(("tea", 8), customer="Bar Sol", by=trade.at(hours=1), priority=5)
    window = visit()
    page = window.open("/office/stock/shortages/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tea")
    until(page, AWAKE)
    page.get_by_role("link", name="Priority", exact=True).press("Enter")
    expect(page.get_by_text("1 line gains stock, 1 loses some")).to_be_visible()
    until(page, AWAKE)
    assert [trade.cover(order)[0]["stock"] for order in (old, urgent)] == [20, 0], "looking does nothing"
    assert window.axe() == []
    say(page, "apply", "The party is on Friday.")
    expect(page.get_by_text("Allocated anew.")).to_be_visible()
    assert [trade.cover(order)[0]["stock"] for order in (old, urgent)] == [12, 8]


def test_a_customer_whose_day_moved_is_told(visit: Any, trade: Trade) -> None:
    trade.add_items("cup")
    soon = timezone.localdate() + timedelta(days=5)
    supply = trade.expect("cup", 10, soon)
    order = trade.order(("cup", 10))
    inventory.change_supplies(trade.at(hours=1), changes=[(supply, 10, soon + timedelta(days=9))])
    window = visit()
    page = window.open("/office/orders/dates/customers/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Café Blum")
    until(page, AWAKE)
    expect(page.locator("main")).to_contain_text(order.number)
    assert window.axe() == []
    say(page, "tell", "By telephone")
    expect(page.get_by_text("These are the told dates now.")).to_be_visible()
    line = OrderLine.objects.get(order=order)
    assert line.promised_on == soon + timedelta(days=9)
