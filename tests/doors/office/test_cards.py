"""A card of a page that is cut says how many there are, and leads to the list that has all of them."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from decimal import Decimal as D

import pytest

from desk import Desk, count_of
from shop import Shop, open_shop, rows_of, url
from trade import NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import StandingDate

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


def test_who_waits_for_a_purchase_order_is_told_in_part_and_counted_whole() -> None:
    shop = open_shop()
    shop.trade.add_items("silk")
    order = shop.buy(("silk", 24))
    desk, address = Desk("owner"), url("purchase_order", order)
    before = count_of(desk, address)
    shop.trade.order(*[("silk", 1)] * 22)
    page = desk.get(address).content.decode()
    cards = cards_of(page)
    assert {title: count for title, (count, _leads) in cards.items()} == {"Customers who wait for it": 22}
    assert len(rows_of(desk.get(cards["Customers who wait for it"][1]))) == 22
    assert "1 customer order needs these goods earlier than they come" in page
    assert count_of(desk, address) == before
    assert rows_of(desk.get(f"{url('wanted')}?source={new_id(NOW)}")) == []
    # Who may not read purchase orders does not learn their numbers by what waits for them.
    assert (
        shop.line(order, "silk").purchase_order.number
        not in Desk("sales").get(f"{url('wanted')}?source={order}").content.decode()
    )


def test_layers_of_a_cost_are_told_in_part_with_the_documents_behind_all_of_them() -> None:
    shop = open_shop()
    trade = shop.trade
    trade.add_items("wax")
    inventory.change_costing(trade.by, item_id=trade.items["wax"], costing="fifo")
    came = [shop.receive(shop.buy(("wax", 2)), "wax", 2).number for _number in range(MANY)]
    desk = Desk("owner")
    count, leads = cards_of(desk.get(url("item", trade.items["wax"])).content.decode())[
        "Cost layers, the first to leave first"
    ]
    assert count == MANY
    page = desk.get(leads).content.decode()
    assert [number for number in came if number not in page] == []
    Desk("sales").get(url("cost_layers"), 403)


def test_days_of_a_standing_order_that_are_cut_are_counted_and_lead_to_its_orders() -> None:
    trade = Trade.open()
    trade.add_items("tea", stock=5)
    customer = trade.add_customer()
    tea = LineInput(trade.items["tea"], D(5))
    usual = sales.keep_order_template(
        trade.by, template_id=new_id(NOW), customer_id=customer, name="Usual", lines=[tea]
    )
    standing = sales.keep_standing_order(
        trade.by, standing_id=new_id(NOW), template_id=usual.pk, kind="weekly", weekday=3, first_on=NOW.date()
    )
    order = trade.order(("tea", 1))
    StandingDate.objects.bulk_create(
        StandingDate(
            id=new_id(NOW), standing=standing, due_on=NOW.date() - timedelta(days=number), at=NOW,
            state="skipped" if number else "made", order=None if number else order,
        )
        for number in range(60)
    )  # fmt: skip
    desk = Desk("owner")
    count, leads = cards_of(desk.get(url("standing_order", standing.pk)).content.decode())["Days so far"]
    assert count == 60
    (row,) = rows_of(desk.get(leads))
    assert order.number in row
