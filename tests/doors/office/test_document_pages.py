"""The eleven pages of documents have the same parts: each is asked for all of them, in the state most looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk
from shop import Shop, open_shop, url
from trade import BASE, NOW
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.parties import commands as parties
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.service import commands as service

pytestmark = pytest.mark.django_db

PARTS = {
    "state": r'<span class="tp-state',
    "map": r'<nav class="tp-map"',
    "facts": r'id="tp-facts"',
    "timeline": r"data-timeline",
    "notes": r'class="tp-composer"',
    "files": r"data-files",
    "print": r'<a class="tp-menu-item" href="[^"]*\.pdf',
    "mail": r'href="[^"]*/mail/',
}
WITHOUT = {"item": {"print", "mail"}, "supplier": {"print", "mail"}}
"""What makes no sense, as docs/design.md says."""


@dataclass(frozen=True)
class House:
    shop: Shop
    ids: dict[str, UUID]
    waiting: UUID

    def html(self, name: str, desk: Desk) -> str:
        found: Any = desk.get(url(name, self.ids[name]))
        return str(found.content.decode())


@pytest.fixture
def house() -> House:
    """One document of each kind, from a quote to what came back."""
    shop = open_shop()
    trade, by = shop.trade, shop.by
    trade.add_items("jar")
    customer = trade.customers["Café Blum"]
    quote = sales.make_quote(
        by, quote_id=new_id(NOW), customer_id=customer, valid_until=timezone.localdate() + timedelta(days=9),
        lines=[LineInput(trade.items["tea"], D(4)), LineInput(trade.items["jar"], D(9))],
    )  # fmt: skip
    order = trade.order(("tea", 4), customer_po="PO-7")
    shipment = fulfilment.ship_order(by, shipment_id=new_id(NOW), order_id=order.id)
    invoice = billing.invoice_shipment(by, invoice_id=new_id(NOW), shipment_id=shipment.pk)
    payment = billing.record_payment(
        by, payment_id=new_id(NOW), customer_id=customer, amount=invoice.total, currency=invoice.currency,
        paid_on=NOW.date(), allocations=[(invoice.pk, invoice.total)],
    )  # fmt: skip
    [line] = returns_queries.returnable(order.pk)
    back = returns.request_return(
        by, return_id=new_id(NOW), order_id=order.pk, reason="Broken",
        lines=[ReturnLineInput(line.shipment_line_id, 1)],
    )  # fmt: skip
    dispute = service.open_dispute(
        by, dispute_id=new_id(NOW), kind="shipment", document_id=shipment.pk, reason="damaged", said="Broken."
    )
    bought = shop.buy(("jar", 5))
    waiting = trade.order(("jar", 2))
    ids = {
        "order": order.pk, "quote": quote.pk, "customer": customer, "item": trade.items["jar"],
        "supplier": shop.supplier, "purchase_order": bought, "shipment": shipment.pk, "invoice": invoice.pk,
        "payment": payment.pk, "return": back.pk, "dispute": dispute.pk,
    }  # fmt: skip
    return House(shop, ids, waiting.pk)


def test_each_page_has_every_part_and_one_strong_button_at_most(house: House) -> None:
    desk, lacking = Desk("owner"), {}
    for name, pk in house.ids.items():
        desk.see(url(name, pk))  # within its statements
        html = house.html(name, desk)
        missing = {part for part, mark in PARTS.items() if not re.search(mark, html)}
        if html.count("data-strong") > 1:
            missing.add(f"{html.count('data-strong')} strong buttons")
        if missing != WITHOUT.get(name, set()):
            lacking[name] = missing
    assert lacking == {}


def test_a_quote_says_what_its_lines_would_be_promised_and_why(house: House) -> None:
    seen = Desk("sales").see(url("quote", house.ids["quote"]))
    assert "Would arrive" in seen and "Available" in seen
    html = house.html("quote", Desk("sales"))
    assert "0 piece available, 5 on the way." in html
    assert "Would arrive" not in Desk("buyer").see(url("quote", house.ids["quote"]))


def test_what_was_shipped_and_what_comes_back_says_what_it_was_sold_for(house: House) -> None:
    desk = Desk("warehouse")
    assert "Goods, net without tax and freight 40.00" in desk.see(url("shipment", house.ids["shipment"]))
    assert "Sold for, net as announced 10.00" in desk.see(url("return", house.ids["return"]))


def test_the_price_of_an_invoice_and_of_a_purchase_tell_why(house: House) -> None:
    assert "From “List prices”" in house.html("invoice", Desk("billing")).replace("&quot;", '"')
    bought = house.html("purchase_order", Desk("purchasing"))
    assert f"2.50 {BASE} was typed: the supplier has no offer of it." in bought
    assert "and 5 days as the supplier delivers." in bought


def test_a_map_leads_from_what_is_bought_to_the_orders_that_wait(house: House) -> None:
    for name in ("purchase_order", "item"):
        nav = house.html(name, Desk("owner")).partition('<nav class="tp-map"')[2].partition("</nav>")[0]
        assert "Orders that wait" in nav
        assert f"/office/orders/{house.waiting}/" in nav
    told = house.html("customer", Desk("sales")).partition("data-timeline")[2]
    assert url("order", house.ids["order"]) in told


def test_a_blocked_supplier_is_unblocked_by_the_strong_button(house: House) -> None:
    parties.block_supplier(house.shop.by, supplier_id=house.shop.supplier)
    html = house.html("supplier", Desk("purchasing"))
    assert re.search(r'data-verb="unblock"[^>]*data-strong', html)
