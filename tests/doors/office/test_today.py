"""Today: each count is the length of the list it leads to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from desk import Desk
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.sales import commands as sales

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    """Something of everything that needs somebody."""
    cache.clear()
    shop = open_shop()
    trade, today = shop.trade, timezone.localdate()
    trade.order(("tea", 1), confirm=False)
    held = trade.order(("tea", 1))
    sales.hold_order(trade.by, hold_id=new_id(NOW), order_id=held.id, note="Ask first")
    trade.order(("tea", 2))
    trade.order(("cup", 1), requested_on=today - timedelta(days=3))
    trade.order(("milk", 4))
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=trade.order(("cup", 1)).id)
    fulfilment.release_order(trade.by, shipment_id=new_id(NOW), order_id=trade.order(("cup", 1)).id)
    shop.buy(("tea", 1), send=False)
    shop.buy(("tea", 1), expected_on=today)
    shop.buy(("tea", 1), expected_on=today - timedelta(days=1))
    shop.variance()
    shop.rule("cup", 50, 60)
    shop.receive(shop.buy(("milk", 1)), "milk", 1, lot_code="L1", expires_on=today + timedelta(days=3))
    return shop


def tasks(desk: Desk) -> dict[str, tuple[int, str]]:
    html = desk.get(url("today")).content.decode()
    found = re.findall(
        r'<a class="tp-work-task[^>]*href="([^"]+)"><span>([^<]+)</span><strong><span class="tp-num">([\d,]+)',
        html,
    )
    return {label: (int(count), address.replace("&amp;", "&")) for address, label, count in found}


@pytest.mark.parametrize("role", ["owner", "warehouse", "purchasing"])
def test_each_count_is_the_length_of_its_list(shop: Shop, role: str) -> None:
    desk = Desk(role)
    found = tasks(desk)
    lengths = {label: len(rows_of(desk.get(address))) for label, (_count, address) in found.items()}
    assert lengths == {label: count for label, (count, _address) in found.items()}
    assert sum(lengths.values()) > 8


def titles(role: str) -> list[str]:
    html = Desk(role).get(url("today")).content.decode()
    return re.findall(r'<h2 id="tp-work-\d">.*?</svg>([^<]+)</h2>', html)


@pytest.mark.parametrize(
    ("role", "first"), [("warehouse", "Warehouse"), ("purchasing", "Buying"), ("sales", "Selling")]
)
def test_ones_own_work_comes_first(shop: Shop, role: str, first: str) -> None:
    assert titles(role)[0] == first
    assert role != "purchasing" or "Money" not in titles(role)


def test_a_rep_counts_own_customers_only(shop: Shop) -> None:
    found = tasks(Desk("rep", own_customers=True))
    assert found["Orders to confirm"][0] == 0
    assert "Late deliveries" not in found


def test_the_figures_come_after_the_page_and_keep_costs_to_those_who_may_read_them(shop: Shop) -> None:
    assert "Margin this month" in Desk("owner").see(url("today_figures"))
    seen = Desk("sales").see(url("today_figures"))
    assert "Orders this month" in seen
    assert "Margin" not in seen
    assert '<svg class="tp-spark"' in Desk("sales").get(url("today_figures")).content.decode()


def test_a_new_company_is_led_to_its_first_order() -> None:
    desk = Desk("owner")
    page = desk.see(url("today"))
    for words in ("Say who you are", "Make a warehouse", "Enter the first order"):
        assert words in page
    assert "nothing needs you now" in page
    assert "first shipped order" not in Desk("viewer").see(url("today"))
