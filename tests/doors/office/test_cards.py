"""A card of a page that is cut says how many there are, and leads to the list that has all of them."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from decimal import Decimal as D

import pytest

from desk import Desk, count_of
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<section class="tp-card tp-section".*?</section>', re.DOTALL)
STAGE = re.compile(r'<li class="tp-stage">.*?</li>', re.DOTALL)
MANY = 14


def sell_much(shop: Shop) -> None:
    """Fourteen of each: prices, orders that wait, quotes, invoices, payments, purchase orders, receipts, offers."""
    trade = shop.trade
    prices = [
        PriceInput(D(9), item_id=trade.items["tea"], minimum_quantity=10 + number) for number in range(MANY)
    ]
    pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=prices)
    (customer,) = trade.customers.values()
    trade.add_items(*(f"leaf-{number}" for number in range(MANY)))
    trade.receive(("cup", 2 * MANY, "2"))
    for number in range(MANY):
        by = trade.at(hours=number)
        sales.make_quote(
            by, quote_id=new_id(by.now), customer_id=customer, lines=[LineInput(trade.items["tea"], D(1))]
        )
        trade.order(("tea", 20), by=by)
        order = trade.order(("cup", 1), by=by)
        shipment = fulfilment.ship_order(by, shipment_id=new_id(by.now), order_id=order.id)
        billing.invoice_shipment(by, invoice_id=new_id(by.now), shipment_id=shipment.id)
        billing.record_payment(
            by, payment_id=new_id(by.now), customer_id=customer, amount=D(1), currency=trade.base_currency,
            paid_on=NOW.date() + timedelta(days=number),
        )  # fmt: skip
        shop.offer(f"leaf-{number}", "1.00")
        shop.receive(shop.buy(("tea", 1)), "tea", 1)
        shop.buy(("tea", 2))


def cards_of(page: str) -> dict[str, tuple[int, str]]:
    """Of each card that is cut: how many there are, and where all of them are. Of each stage of the map too."""
    found = {}
    for card in CARD.findall(page):
        title, told = re.search(r"<h2>([^<]*)", card), re.search(r'data-all="(\d+)">(\d+) of \1<', card)
        if title and told:
            leads = re.search(r'<a class="tp-link" href="([^"]+)"', card)
            assert leads, f"{title[1]} is cut and leads nowhere"
            assert int(told[2]) == card.count("<tr>") - 1
            found[title[1]] = (int(told[1]), html.unescape(leads[1]))
    for stage in STAGE.findall(page):
        label, leads = (
            re.search(r"stage-label\">([^<]*)", stage),
            re.search(r'is-all" href="([^"]+)">All (\d+)<', stage),
        )
        if label and leads:
            found[f"map: {label[1].strip()}"] = (int(leads[2]), html.unescape(leads[1]))
    return found


def test_a_card_that_is_cut_says_how_many_there_are_and_leads_to_all_of_them() -> None:
    shop = open_shop()
    desk = Desk("owner")
    (customer,) = shop.trade.customers.values()
    pages = {
        "item": (url("item", shop.trade.items["tea"]), {
            "Prices", "Who is promised what", "On its way", "What moved", "map: On its way", "map: Orders that wait"}),
        "customer": (url("customer", customer), {
            "Newest orders", "Open quotes", "Open invoices", "map: Open quotes", "map: Newest orders",
            "map: Open invoices", "map: Newest payments"}),
        "supplier": (url("supplier", shop.supplier), {
            "Purchase orders", "What they sell", "map: Purchase orders", "map: Receipts"}),
    }  # fmt: skip
    before = {name: count_of(desk, address) for name, (address, _cut) in pages.items()}
    assert all(cards_of(desk.get(address).content.decode()) == {} for address, _cut in pages.values())
    sell_much(shop)
    for name, (address, cut) in pages.items():
        cards = cards_of(desk.get(address).content.decode())
        assert set(cards) == cut
        for title, (count, leads) in cards.items():
            assert len(rows_of(desk.get(leads))) == count, f"{name}, {title}: {leads}"
        # A list is counted only where it is cut.
        assert count_of(desk, address) <= before[name] + len(cut)
