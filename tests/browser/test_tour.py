"""The five minutes of the README, walked as it says, on the company that `make run` makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tradepost.doors.cli.demo import SIGN_INS

README = Path(__file__).resolve().parents[2] / "README.md"
SEEN = "() => [...document.querySelectorAll('button, a, summary, h1')].map(e => (e.innerText ?? e.textContent).trim())"


def tour() -> str:
    return README.read_text().split("## Five minutes")[1].split("**And now**")[0]


def promised_words() -> set[str]:
    """What the tour tells to click."""
    titles = {"From quote to cash", "From supplier to shelf"}
    return (
        {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", tour(), re.DOTALL)}
        - titles
        - {"?"}
    )


class Newcomer:
    """Somebody who does what the tour says, and notes the words on the buttons."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[str] = set()

    def look(self) -> None:
        found = self.page.evaluate(SEEN)
        self.seen |= {" ".join(line.split()) for text in found for line in text.split("\n")}

    def arrive(self, title: str) -> None:
        expect(self.page.locator("main h1")).to_contain_text(title)
        self.page.wait_for_load_state("load")
        self.look()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def choose(self, words: str) -> None:
        """Type until the list offers it, and take the first."""
        self.page.keyboard.type(words)
        wanted = self.page.locator(".tp-option:visible").first
        for word in words.split():
            expect(wanted).to_contain_text(re.compile(word.replace("cafe", "café"), re.IGNORECASE))
        self.press("Enter")
        expect(self.page.locator(".tp-option:visible")).to_have_count(0)

    def next_step(self, words: str) -> None:
        expect(self.page.locator("[data-strong]")).to_contain_text(words)
        self.look()
        self.press(".")

    def answer(self, typed: str = "") -> None:
        """A dialog asks."""
        expect(self.page.locator("dialog[open]")).to_be_visible()
        self.look()
        self.page.keyboard.type(typed)
        self.press("Control+Enter")
        expect(self.page.locator("dialog[open]")).to_have_count(0)


@pytest.fixture
def newcomer(browser: Browser, demonstration: None, office: str) -> Iterator[Newcomer]:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(office + "/")
    _, email, password = SIGN_INS[0]
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    someone = Newcomer(page)
    someone.arrive("Today")
    yield someone
    page.close()


@pytest.mark.slow
@pytest.mark.xdist_group("company")
@pytest.mark.browser
@pytest.mark.timeout(900)
def test_the_tour_of_the_readme_is_what_the_screens_show(newcomer: Newcomer) -> None:
    from_quote_to_cash(newcomer)
    from_supplier_to_shelf(newcomer)
    assert promised_words() - newcomer.seen == set()


def from_quote_to_cash(one: Newcomer) -> None:
    one.press("n", "q")
    one.arrive("New quote")
    one.choose("cafe bramble")
    one.press("Enter")
    one.choose("terrace peppermint 25")
    one.page.keyboard.type("2")
    one.press("Tab")
    one.page.keyboard.type("case")
    one.press("Enter")
    one.choose("studio espresso")
    one.page.keyboard.type("6")
    one.press("Enter")
    expect(one.page.locator("[data-grid-totals]")).to_contain_text("Total USD")
    one.look()
    one.press("Control+Enter")
    one.arrive("Quote Q-")
    one.next_step("Mark as sent")
    one.next_step("Accepted …")
    one.answer("Ana Bramble")
    one.next_step("Make the order …")
    one.answer()
    one.arrive("Order SO-")
    one.next_step("Release to warehouse")
    expect(one.page.get_by_role("status").last).to_contain_text("can be picked")
    one.press("g", "s")
    one.arrive("Shipments")
    one.press("Enter")
    one.arrive("Shipment SH-")
    one.next_step("Pick")
    one.arrive("Pick SH-")
    while one.page.locator("h1", has_text="Pick SH-").count():
        left = one.page.locator("#tp-pick button", has_text="Found")
        before = left.count()
        left.first.click()
        expect(left).to_have_count(before - 1)
        if before == 1:
            break
    one.arrive("Shipment SH-")
    one.next_step("Pack …")
    one.answer("6.5")
    one.next_step("Ship …")
    one.answer("Harbour Freight")
    one.next_step("Invoice")
    one.arrive("Invoice INV-")
    one.next_step("Record payment")
    one.arrive("Payment from Café Bramble")
    one.press("Control+Enter")
    one.arrive("Payment PAY-")
    one.press("g", "o")
    one.arrive("Orders")
    one.press("Enter")
    one.arrive("Order SO-")
    for state in ("Closed", "Shipped", "Invoiced"):
        expect(one.page.locator(".tp-head")).to_contain_text(state)


def from_supplier_to_shelf(one: Newcomer) -> None:
    one.press("g", "e")
    one.arrive("Reorder")
    one.press("n", "b")
    one.arrive("New purchase order")
    one.choose("riverbank")
    one.press("Enter")
    one.choose("terrace peppermint 25")
    one.page.keyboard.type("24")
    one.press("Enter")
    one.look()
    one.press("Control+Enter")
    one.arrive("Purchase order PO-")
    one.next_step("Receive")
    one.arrive("Receive PO-")
    one.page.get_by_text("Everything came as ordered").click()
    one.page.wait_for_url("**/receive/?all=1")
    one.page.locator("[role=gridcell][data-label=Lot]").first.click()
    one.page.keyboard.type("RB-77")
    one.press("Enter")
    one.look()
    one.press("Control+Enter")
    one.arrive("Receipt GR-")
    expect(one.page.locator("main")).to_contain_text("RB-77")
    one.press("g", "k")
    one.arrive("Stock")
    one.press("/")
    one.page.keyboard.type("terrace peppermint")
    rows = one.page.locator("main tbody tr")
    expect(rows.first).to_contain_text("Terrace peppermint")
    rows.first.get_by_role("link").first.click()
    one.arrive("Item TB-")
    expect(one.page.locator("main")).to_contain_text("RB-77")
