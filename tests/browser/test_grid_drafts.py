"""What was typed is never lost: a lost network, a closed tab, an ended session, two tabs, two people."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import PASSWORD, until
from browser.hands import cell, column, paste, seen, to_grid, told
from desk import Desk
from trade import Trade
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, OrderLine

TWO = "TEA-100\t5\nCUP-200\t6"
AN_ORDER = re.compile(r"/orders/[0-9a-f-]{36}/$")


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA-100", "CUP-200", "POT-300", price="10", stock=2000)
    trade.add_customer("Café Lindqvist")
    return trade


@pytest.fixture
def address(trade) -> str:
    return f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}"


def bar(page: Page, name: str):
    return page.locator(f"[data-bar='{name}']")


def unreached(window) -> None:
    """The browser says in its console that it did not reach the server; that is what these tests are about."""
    window.troubles[:] = [one for one in window.troubles if "ERR_INTERNET_DISCONNECTED" not in one]


def another_tab(window, path: str) -> Page:
    page = window.context.new_page()
    page.goto(window.address + path)
    page.locator("[data-grid-body] [data-key]").first.wait_for()
    return page


def test_a_network_lost_in_the_midst_of_a_paste_loses_nothing_and_goes_on_by_itself(
    visit, user, trade, address
):
    window = visit()
    page = window.open(address)
    to_grid(page)
    window.context.set_offline(True)
    paste(page, "\n".join(f"TEA-100\t{n}" for n in range(1, 501)))
    kept = "The server is not reached. 500 lines kept on this computer; this goes on by itself when it is."
    seen(page, "[data-bar=network]", kept)
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    window.context.set_offline(False)
    seen(page, "[data-grid-totals]", "1,252,600.00")
    seen(page, "[data-grid-status]", "500 lines")
    assert bar(page, "network").count() == 0
    assert column(page, "Quantity", 1) == ["11"]
    unreached(window)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert sum(OrderLine.objects.values_list("quantity", flat=True)) == sum(range(2, 501)) + 11


def test_what_was_sent_into_a_lost_network_is_one_order_when_it_is_sent_again(visit, user, trade, address):
    window = visit()
    page = window.open(address)
    to_grid(page)
    paste(page, TWO)
    told(page, "2 lines")
    # The order arrives, its answer does not.
    page.route("**/submit/", lambda route: (route.fetch(), route.abort()))
    page.keyboard.press("Control+Enter")
    expect(bar(page, "network")).to_contain_text("2 lines kept on this computer")
    page.unroute("**/submit/")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert Order.objects.count() == 1
    window.troubles.clear()


def test_several_drafts_are_kept_apart_and_offered_on_return(visit, user, trade, address):
    window = visit()
    for lines in (TWO, "POT-300\t1\nPOT-300\t2\nPOT-300\t3"):
        page = window.open(address)
        to_grid(page)
        paste(page, lines)
        told(page, f"{lines.count(chr(10)) + 1} lines")
        page.close()
        window.page = window.context.new_page()
    page = window.open(address)
    expect(page.locator("[data-bar^=draft-]")).to_have_count(2)
    expect(page.locator("[data-bar^=draft-]").first).to_contain_text("Café Lindqvist: 3 lines from")
    older = page.locator("[data-bar^=draft-]").nth(1)
    older.get_by_role("button", name="Continue it").press("Enter")
    told(page, "2 lines")
    assert column(page, "Quantity", 2) == ["5", "6"]
    page.get_by_role("button", name="Discard it").press("Enter")
    page.reload()
    expect(page.locator("[data-bar^=draft-]")).to_have_count(1)
    expect(page.locator("[data-bar^=draft-]")).to_contain_text("2 lines")


def test_an_ended_session_is_opened_again_beside_the_grid_and_it_goes_on(visit, user, trade, address):
    window = visit()
    page = window.open(address)
    to_grid(page)
    paste(page, TWO)
    told(page, "2 lines")
    Session.objects.all().delete()
    window.context.clear_cookies()
    page.keyboard.type("pot-300")
    page.keyboard.press("Tab")
    expect(bar(page, "session")).to_contain_text("You were signed out. 3 lines kept on this computer.")
    with window.context.expect_page() as opened:
        bar(page, "session").get_by_role("link", name="Sign in").press("Enter")
    beside = opened.value
    beside.fill("input[name=login]", user.email)
    beside.fill("input[name=password]", PASSWORD)
    with beside.expect_event("close"):
        beside.keyboard.press("Enter")
    told(page, "3 lines")
    expect(bar(page, "session")).to_have_count(0)
    to_grid(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert [line.sku for line in sales_queries.lines_of(Order.objects.get().pk)] == [
        "TEA-100",
        "CUP-200",
        "POT-300",
    ]


def test_lines_are_not_sent_in_the_name_of_somebody_else(visit, user, trade, address):
    window = visit()
    page = window.open(address)
    to_grid(page)
    paste(page, TWO)
    told(page, "2 lines")
    become(window.context, Desk("sales"))
    page.keyboard.press("Control+Enter")
    expect(bar(page, "session")).to_contain_text("Somebody else is signed in here now. 2 lines kept")
    assert Order.objects.count() == 0


def become(context: BrowserContext, desk: Desk) -> None:
    """Another person signs in with the same browser."""
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    session = desk.client.cookies["tradepost_session"].value
    context.clear_cookies(name="csrftoken")
    context.add_cookies([{**cookies["tradepost_session"], "value": session}])


def arrived(page: Page, words: str) -> None:
    """Wait until a tab sees what another one kept: browsers carry it from process to process a little later."""
    until(page, "words => Object.values(localStorage).some((kept) => kept.includes(words))", words)


def test_two_tabs_with_one_draft_do_not_write_over_each_other(visit, user, trade, address):
    window = visit()
    first = window.open(address)
    to_grid(first)
    paste(first, TWO)
    told(first, "2 lines")
    second = another_tab(window, address)
    expect(second.locator("[data-bar^=draft-]")).to_contain_text("Open in another tab.")
    second.get_by_role("button", name="Continue it").press("Enter")
    told(second, "2 lines")
    expect(bar(first, "elsewhere")).to_contain_text("This is being written in another tab.")
    to_grid(first)
    first.keyboard.press("Control+Delete")
    first.keyboard.press("Control+Enter")
    assert column(first, "Quantity", 2) == ["5", "6"]
    cell(second, 0, "Quantity").click()
    second.keyboard.type("9")
    second.keyboard.press("Enter")
    arrived(first, '"quantity":"9"')
    bar(first, "elsewhere").get_by_role("button", name="Go on here").press("Enter")
    told(first, "2 lines")
    assert column(first, "Quantity", 2) == ["9", "6"]
    expect(bar(second, "elsewhere")).to_be_visible()
    first.keyboard.press("Control+Enter")
    first.wait_for_url(AN_ORDER)
    expect(bar(second, "elsewhere")).to_contain_text("This was sent or discarded in another tab.")
    assert Order.objects.count() == 1


def test_changes_of_an_order_that_stands_are_kept_and_offered(visit, user, trade):
    order = trade.order(("TEA-100", 2), ("CUP-200", 3), confirm=False)
    window = visit()
    page = window.open(f"/office/orders/{order.pk}/edit/")
    told(page, "2 lines")
    cell(page, 0, "Quantity").click()
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    told(page, "2 lines")
    page.close()
    window.page = window.context.new_page()
    page = window.open(f"/office/orders/{order.pk}/edit/")
    expect(page.locator("[data-bar^=draft-]")).to_contain_text("2 lines as you changed them on")
    page.get_by_role("button", name="Continue it").press("Enter")
    told(page, "2 lines")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert [line.quantity for line in sales_queries.lines_of(order.pk)] == [8, 3]


def test_two_people_change_one_order_and_both_are_heard(visit, user, trade):
    order = trade.order(("TEA-100", 2), ("CUP-200", 3), ("POT-300", 4), confirm=False)
    tea, cup, pot = (line.pk for line in sales_queries.lines_of(order.pk))
    page = visit().open(f"/office/orders/{order.pk}/edit/")
    told(page, "3 lines")
    for row, typed in ((0, "20"), (1, "30")):
        cell(page, row, "Quantity").click()
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    told(page, "3 lines")
    theirs = [
        {"key": str(tea), "item": "TEA-100", "quantity": "25"},
        {"key": str(cup), "item": "CUP-200", "quantity": "3"},
        {"key": str(pot), "item": "POT-300", "quantity": "44"},
        {"key": "n1", "item": "POT-300", "quantity": "1"},
    ]
    asked = {"id": str(order.pk), "head": {}, "lines": theirs, "version": "1"}
    Desk("sales", name="Mara Lind").ask(f"/office/orders/{order.pk}/edit/submit/", asked)
    page.keyboard.press("Control+Enter")
    expect(bar(page, "joined")).to_contain_text("Mara Lind saved this meanwhile.")
    told(page, "4 lines")
    assert column(page, "Quantity", 4) == ["20", "30", "44", "1"]
    expect(page.locator(".tp-grid-message")).to_have_text(["Saved by the other: 25"])
    to_grid(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(AN_ORDER)
    assert [line.quantity for line in sales_queries.lines_of(order.pk)] == [20, 30, 44, 1]
