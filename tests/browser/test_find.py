"""Ctrl-K in a real browser: what the page knows answers at once, records follow, and nothing old stands over new."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.utils import timezone
from playwright.sync_api import Error, Page, expect

from browser.hands import heard, silent
from shop import open_shop
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing.models import PurchaseOrder

CHOSEN = "#tp-find-hits [aria-selected=true]"


def _customer(name: str) -> Any:
    by = system(timezone.now())
    return parties.create_customer(by, customer_id=new_id(by.now), name=name, currency="EUR")


def _open(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    page.locator("#tp-find input").fill(text)


def test_a_sentence_opens_the_grid_with_its_customer(visit: Callable[..., Any]) -> None:
    _customer("Café Bramble")
    page = visit().open("/office/orders/")
    _open(page, "new ord for bram")
    expect(page.locator(CHOSEN)).to_contain_text("New order for Café Bramble")
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/new/?customer=*")
    expect(page.locator("main")).to_be_visible()


def test_a_phrase_is_completed_and_the_box_is_a_combobox(visit: Callable[..., Any]) -> None:
    window = visit()
    page = window.open("/office/")
    _open(page, "new order f")
    expect(page.locator(CHOSEN)).to_contain_text("New order for …")
    box = page.locator("#tp-find input")
    expect(box).to_have_attribute("aria-expanded", "true")
    chosen = page.locator(CHOSEN).get_attribute("id")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen))
    assert window.axe() == []
    page.keyboard.press("Enter")
    expect(box).to_have_value("New order for ")


def test_dark_is_switched_on_and_kept_wherever_they_sign_in(visit: Callable[..., Any]) -> None:
    page = visit().open("/office/")
    _open(page, "switch to dark")
    with page.expect_response(lambda answer: "/me/preferences/set/" in answer.url) as kept:
        page.keyboard.press("Enter")
    assert kept.value.status == 204
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    elsewhere = visit().open("/office/orders/")
    expect(elsewhere.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_what_was_opened_lately_stands_there_before_a_word_is_typed(visit: Callable[..., Any]) -> None:
    bramble = _customer("Café Bramble")
    page = visit().open(f"/office/customers/{bramble.pk}/")
    page.goto(page.url.split("/office/")[0] + "/office/orders/")
    page.keyboard.press("Control+k")
    expect(page.locator(CHOSEN)).to_contain_text("Café Bramble")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{bramble.pk}/")


def test_an_older_answer_never_stands_over_a_newer_question(visit: Callable[..., Any]) -> None:
    _customer("Old Mill")
    _customer("New Dock")
    page = visit().open("/office/")
    held: list[Any] = []
    page.route("**/office/find/?q=old", lambda route: held.append(route))  # noqa: PLW0108
    with page.expect_request("**/office/find/?q=old"):
        _open(page, "old")
    page.locator("#tp-find input").fill("dock")
    expect(page.locator("#tp-find-hits")).to_contain_text("New Dock")
    for route in held:
        with suppress(Error):  # given up by then
            route.continue_()
    page.locator("#tp-find input").press("End")
    expect(page.locator("#tp-find-hits")).not_to_contain_text("Old Mill")


def test_enter_opens_what_is_found_for_all_the_words_not_for_their_beginning(
    visit: Callable[..., Any],
) -> None:
    names = {"Old Mill": _customer("Old Mill"), "Old Mint": _customer("Old Mint")}
    page = visit().open("/office/")
    _open(page, "old mi")
    expect(page.locator("#tp-find-hits")).to_contain_text("Old Mint")
    first = "Old Mill" if "Old Mill" in page.locator(CHOSEN).inner_text() else "Old Mint"
    (meant,) = set(names) - {first}
    silent(page)
    page.locator("#tp-find input").fill(meant.lower())
    page.keyboard.press("Enter")
    heard(page)
    page.wait_for_url(f"**/customers/{names[meant].pk}/")


def test_what_is_said_leads_there_and_what_is_used_comes_first(visit: Callable[..., Any]) -> None:
    shop = open_shop()
    bought = shop.buy(("tea", 1))
    number = PurchaseOrder.objects.get(pk=bought).number.lower()
    names = {"Old Mill": _customer("Old Mill"), "Old Mint": _customer("Old Mint")}
    window = visit()
    page = window.open("/office/")
    _open(page, f"receive {number}")
    expect(page.locator(CHOSEN)).to_contain_text("Receive PO-")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/purchase-orders/{bought}/receive/")
    _open(page, "go to stock")
    expect(page.locator(CHOSEN)).to_contain_text("Stock")
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/stock/")
    _open(page, "old mi")
    expect(page.locator("#tp-find-hits")).to_contain_text("Old Mint")
    first = "Old Mill" if "Old Mill" in page.locator(CHOSEN).inner_text() else "Old Mint"
    (other,) = set(names) - {first}
    page.keyboard.press("ArrowDown")
    expect(page.locator(CHOSEN)).to_contain_text(other)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{names[other].pk}/")
    window.open("/office/stock/")
    _open(page, "old mi")
    expect(page.locator(CHOSEN)).to_contain_text(other)
