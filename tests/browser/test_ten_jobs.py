"""The most frequent jobs, each by keyboard alone, each from the page of today, with every key counted.

The numbers stand in docs/design.md. A job that takes more keys fails here; one that takes fewer changes the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.hands import Keyboard, seen
from shop import Shop
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.parties import commands as parties
from tradepost.domain.planning import commands as planning
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.sales.models import Order, OrderLine

DESIGN = Path(__file__).resolve().parents[2] / "docs/design.md"
CUSTOMERS = "Kunden-Nr;Firma;Ort;Land\nK1;Teehaus Blüm;Köln;DE\nK2;;Oslo;NO\nK3;Bar Kristall;Oslo;NO\n"
A_DOCUMENT = re.compile(r"/[0-9a-f-]{36}/$")


def allowed() -> dict[str, int]:
    """Keys by job, from the table in docs/design.md."""
    table = DESIGN.read_text().split("## Keys a job takes")[1].split("\n## ")[0]
    return {job: int(keys) for job, keys in re.findall(r"^\| ([^|]+?) \| (\d+) \|", table, re.MULTILINE)}


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items(*[f"T{n:02}" for n in range(1, 11)], price="10", stock=500)
    trade.add_customer("Café Lindqvist")
    return trade


@pytest.fixture
def page(visit, user, trade) -> Page:
    return visit().open("/office/")


@pytest.fixture
def keys(page, request) -> Iterator[Keyboard]:
    """Hands over the keyboard, and compares what they did with the table."""
    hands = Keyboard(page)
    yield hands
    job = request.node.get_closest_marker("job").args[0]
    assert (job, hands.count) == (job, allowed().get(job))


def at(page: Page, words: str) -> None:
    """The page has come and listens."""
    expect(page.locator("main h1")).to_contain_text(words)
    page.wait_for_load_state("load")


def strong(page: Page, keys: Keyboard, words: str) -> None:
    expect(page.locator("[data-strong]")).to_contain_text(words)
    keys.press(".")


def find(page: Page, keys: Keyboard, text: str, words: str) -> None:
    keys.press("Control+k")
    keys.type(text)
    expect(page.locator("#tp-find-hits [aria-selected=true]")).to_contain_text(words)
    keys.press("Enter")


def begin_order(page: Page, keys: Keyboard) -> None:
    keys.press("n", "o")
    at(page, "New order")
    keys.take("lind", "Café Lindqvist")
    keys.press("Enter")
    expect(page.locator(".tp-grid-cell[tabindex='0']")).to_be_focused()


@pytest.mark.job("new order of 10 lines")
def test_a_new_order_of_ten_lines(page, keys):
    begin_order(page, keys)
    for n in range(1, 11):
        keys.take(f"t{n:02}", f"T{n:02}")
        keys.type("5")
        keys.press("Enter")
    seen(page, "[data-grid-totals]", "500.00")
    keys.press("Control+Enter")
    page.wait_for_url(A_DOCUMENT)
    assert OrderLine.objects.count() == 10


@pytest.mark.job("paste 500")
def test_five_hundred_lines_are_pasted(page, keys):
    begin_order(page, keys)
    keys.paste("\n".join(f"T{n % 10 + 1:02}\t1" for n in range(500)))
    seen(page, "[data-grid-totals]", "5,000.00")
    keys.press("Control+Enter")
    page.wait_for_url(A_DOCUMENT)
    assert OrderLine.objects.count() == 500


@pytest.mark.job("find an order by PO number")
def test_an_order_is_found_by_its_po_number(trade, page, keys):
    for n in range(3):
        order = trade.order(("T01", 1), customer_po=f"PO-773{n}")
    find(page, keys, "po-7732", order.number)
    at(page, order.number)


@pytest.mark.job("why is this price")
def test_a_price_tells_why(trade, page, keys):
    order = trade.order(("T01", 1), customer_po="PO-7731")
    find(page, keys, "po-7731", order.number)
    at(page, order.number)
    keys.press("w", "w")  # first why this day, then why this price
    expect(page.locator(".tp-bubble")).to_contain_text("List prices")


@pytest.mark.job("release, pick, pack, ship")
def test_an_order_leaves_the_house(trade, page, keys):
    order = trade.order(("T01", 2), ("T02", 3), customer_po="PO-7731")
    find(page, keys, "po-7731", order.number)
    strong(page, keys, "Release to warehouse")
    at(page, "Shipment SH-")
    strong(page, keys, "Pick")
    for code in ("t01", "t02"):
        expect(page.get_by_label("Scan an item or a place")).to_be_focused()
        keys.type(code)
        keys.press("Enter")
        expect(page.locator(".tp-pick-task:not(.is-done)", has_text=code.upper())).to_have_count(0)
    at(page, "Shipment SH-")
    strong(page, keys, "Pack")
    expect(page.locator("dialog[open] :focus")).to_have_count(1)
    keys.type("4")
    keys.press("Control+Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Packed")
    strong(page, keys, "Ship")
    expect(page.locator("dialog[open] :focus")).to_have_count(1)
    keys.press("Control+Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Dispatched")


@pytest.mark.job("invoice and match a payment")
def test_a_shipment_is_invoiced_and_paid(trade, page, keys):
    order = trade.order(("T01", 2), customer_po="PO-7731")
    shipped(trade, order)
    find(page, keys, "po-7731", order.number)
    strong(page, keys, "Invoice")
    at(page, "Invoice INV-")
    strong(page, keys, "Record payment")
    expect(page.get_by_label("Amount", exact=True)).to_have_value("20")
    keys.press("Control+Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Matched")


@pytest.mark.job("answer “where is it”")
def test_where_it_is_stands_on_one_page(trade, page, keys):
    order = trade.order(("T01", 2), customer_po="PO-7731")
    shipped(trade, order)
    find(page, keys, "po-7731", order.number)
    at(page, order.number)
    expect(page.locator("main")).to_contain_text("Shipped")
    expect(page.locator("main")).to_contain_text("SH-")


@pytest.mark.job("receive with a variance")
def test_goods_are_received_and_one_is_short(trade, page, keys):
    buy = bought(trade)
    find(page, keys, "po-", buy)
    at(page, buy)
    strong(page, keys, "Receive")
    at(page, f"Receive {buy}")
    expect(page.locator("[data-label=Counted]:focus")).to_have_count(1)
    for counted in ("20", "17", "5"):
        keys.type(counted)
        keys.press("Enter")
    keys.press("Control+Enter")
    at(page, "Receipt GR-")
    expect(page.locator("main")).to_contain_text("17")


@pytest.mark.job("reorder")
def test_what_is_short_is_bought(trade, page, keys):
    supplied(trade)
    planning.set_reorder_rules(
        trade.by,
        warehouse_id=trade.warehouse_id,
        rules=[planning.ReorderRuleInput(trade.items[sku], 900, 1000) for sku in ("T01", "T02")],
    )
    keys.press("g", "e")
    at(page, "Reorder")
    strong(page, keys, "Order what is ticked")
    expect(page.get_by_role("status").last).to_contain_text("PO-")


@pytest.mark.job("import customers")
def test_customers_come_in_from_a_file(worker, page, keys):
    file = {"name": "kunden.csv", "mimeType": "text/csv", "buffer": CUSTOMERS.encode()}
    page.on("filechooser", lambda dialog: dialog.set_files([file]))  # the computer's own window
    keys.press("g", "f")
    at(page, "Bring in a file")
    expect(page.get_by_role("radio", name="Customers", exact=True)).to_be_focused()
    keys.press("Space")
    keys.press("f")
    expect(page.locator(".tp-drop.has-file")).to_be_visible()
    strong(page, keys, "Look at it")
    at(page, "kunden.csv")
    expect(page.locator("main")).to_contain_text("The first rows, as they will be understood")
    strong(page, keys, "Try all rows")
    expect(page.locator("[data-strong]")).to_contain_text("Bring in 2 rows", timeout=60_000)
    keys.press(".")
    expect(page.locator(".tp-badges")).to_contain_text("In the books", timeout=60_000)
    expect(page.locator("main")).to_contain_text("2 made, 0 changed, 0 as they were, 1 refused.")


def shipped(trade: Trade, order: Order) -> None:
    fulfilment.ship_order(trade.by, order_id=order.pk, shipment_id=new_id(trade.by.now))


def supplied(trade: Trade) -> Shop:
    """A supplier of everything, one day away."""
    supplier = new_id(trade.by.now)
    parties.create_supplier(
        trade.by, supplier_id=supplier, name="Riverbank", currency=trade.base_currency, lead_days=1
    )
    shop = Shop(trade, supplier)
    for sku in ("T01", "T02", "T03"):
        shop.offer(sku)
    return shop


def bought(trade: Trade) -> str:
    order = supplied(trade).buy(
        ("T01", 20), ("T02", 20), ("T03", 5), expected_on=timezone.localdate() + timedelta(days=2)
    )
    return PurchaseOrder.objects.get(pk=order).number
