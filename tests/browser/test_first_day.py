"""A new company, from nothing to its first shipped order: three files and one order, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import AWAKE, until
from tradepost.base import sql
from tradepost.domain.reports import queries as reports_queries

CUSTOMERS = "Kunden-Nr;Firma;Ort;Land\nK1;Café Lindqvist;Malmö;SE\nK2;;Oslo;NO\n"
ITEMS = "SKU,Name,List price,Shelf\nTEA-100,Green tea,10.00,A1\nCUP-200,Cup,4.50,B2\n"
STOCK = "SKU,Quantity,Unit cost\nTEA-100,50,6\nCUP-200,20,2\n"


def bring(page: Page, link: str, name: str, text: str, encoding: str = "utf-8") -> None:
    """From the first day through the wizard, to the outcome."""
    page.locator(f".tp-start-step a[href*='kind={link}']").first.click()
    expect(page.locator(f"input[name=kind][value={link}]")).to_be_checked()
    file = {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}
    page.set_input_files("#id_file", [file])
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="The first rows, as they will be understood")).to_be_visible()
    page.get_by_role("button", name="Try all rows").click()
    page.get_by_role("button", name=re.compile(r"Bring in \d+ rows?")).click(timeout=60_000)
    expect(page.locator(".tp-badges")).to_contain_text("In the books", timeout=60_000)


def start(page: Page, address: str, done: int) -> None:
    """Back on the page of the first day, so many steps further."""
    page.goto(f"{address}/office/first-day/")
    expect(page.locator(".tp-start-step.is-done")).to_have_count(done)


def test_a_new_company_is_led_to_its_first_shipped_order(visit, office, user, worker):
    window = visit()
    page = window.open("/office/")
    expect(page).to_have_url(re.compile("/office/first-day/$"))
    expect(page.locator(".tp-start-step.is-next h2")).to_contain_text("Say who you are")
    assert window.axe() == []
    page.locator(".tp-start-step.is-next a").first.click()
    page.get_by_label("Name", exact=True).fill("Lindqvist & Daughters")
    page.get_by_role("button", name="Save").click()
    start(page, office, 1)
    page.locator(".tp-start-step.is-next a").first.click()
    page.get_by_role("button", name="New warehouse").click()
    page.locator("dialog[open] [name=code]").fill("MAIN")
    page.locator("dialog[open] [name=name]").fill("Main")
    page.locator("dialog[open] [type=submit]").click()
    expect(page.locator(".tp-toast", has_text=re.compile("."))).to_be_visible()
    start(page, office, 2)

    bring(page, "customers", "kunden.csv", CUSTOMERS, "cp1252")
    expect(page.get_by_role("link", name="Refused rows")).to_be_visible()
    assert window.axe() == []
    start(page, office, 3)
    bring(page, "items", "items.csv", ITEMS)
    start(page, office, 5)  # the list prices came with the items
    bring(page, "stock", "stock.csv", STOCK)
    start(page, office, 6)

    expect(page.locator(".tp-start-step.is-next h2")).to_contain_text("Enter the first order")
    page.locator(".tp-start-step.is-next a").first.click()
    sell(page)
    expect(page.locator(".tp-badges")).to_contain_text("Dispatched")
    start(page, office, 9)
    expect(page.get_by_text("The first order is shipped. This page has done its work.")).to_be_visible()
    page.goto(f"{office}/office/")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    assert sql.rows("select number, state from fulfilment_shipment") != []
    assert not list(reports_queries.verify())


def sell(page: Page) -> None:
    """The first order by keys, out of the house."""
    until(page, AWAKE)
    expect(page.get_by_label("Customer", exact=True)).to_be_focused()
    page.keyboard.type("lindq")
    expect(page.locator(".tp-option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Customer", exact=True)).to_have_value("Café Lindqvist")
    page.keyboard.press("Enter")
    page.keyboard.type("tea-100")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("50 piece")
    page.keyboard.press("Enter")
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("50.00")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/orders/[0-9a-f-]{36}/$"))
    strong(page)  # releasing leads whoever picks to the shipment
    expect(page).to_have_url(re.compile("/shipments/"))
    strong(page)
    expect(page.get_by_label("Scan an item or a place")).to_be_focused()
    page.keyboard.type("tea-100")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/shipments/[0-9a-f-]{36}/$"))
    strong(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tp-badges")).to_contain_text("Packed")
    strong(page)
    page.keyboard.press("Control+Enter")


def strong(page: Page) -> None:
    """The key of the strong verb, once the page listens."""
    page.locator("[data-strong]").wait_for()
    page.keyboard.press(".")
