"""A list by keyboard: lines under a row, a range, several sorts, a view of one's own, many rows at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as D

import pytest
from playwright.sync_api import expect

from browser.hands import copied
from trade import BASE, Trade
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales.models import Order

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def orders(office: str) -> list[Order]:
    trade = Trade.open()
    trade.add_items("tea", stock=50, cost="2")
    trade.add_customer("Café Blum")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    return [trade.order(("tea", number), confirm=False) for number in (1, 2, 3, 4)]


def test_a_range_is_chosen_by_keys_looked_at_and_done(visit: Callable, orders: list[Order]) -> None:
    desk = visit()
    page = desk.open("/office/orders/")
    expect(page.locator("#tp-sums .tp-sum").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tp-under table")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".tp-under")).to_have_count(0)
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("[data-bulk-count]")).to_have_text("2 chosen")
    assert desk.axe() == []
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("2 rows will be done")).to_be_visible()
    assert desk.axe() == []
    page.keyboard.press(".")
    expect(page.get_by_text("2 done, 0 refused")).to_be_visible()
    assert desk.axe() == []
    assert Order.objects.filter(state="confirmed").count() == 2


# Of the first row: whether it can be chosen, how many of its cells stand at the end, and the heads that stand otherwise
# than the cell below.
FIGURES = """() => {
  const list = document.querySelector("table.tp-list"), {cells} = list.tBodies[0].rows[0];
  const atEnd = cell => getComputedStyle(cell).textAlign === "right";
  const heads = [...list.tHead.rows[0].cells];
  const wrong = heads.filter((head, place) => head.matches(".tp-end") !== atEnd(cells[place]));
  return [cells[0].matches(".tp-c-choose"), [...cells].filter(atEnd).length, wrong.map(head => head.textContent)];
}"""


def test_figures_stand_below_their_heads_beside_the_boxes_to_choose_rows(
    visit: Callable, orders: list[Order]
) -> None:
    page = visit().open("/office/orders/")
    expect(page.locator("tbody .tp-c-choose").first).to_be_visible()
    assert page.evaluate(FIGURES) == [True, 2, []]
    page.locator("thead a", has_text="Customer").click()
    page.wait_for_url("**sort=customer**")
    expect(page.locator("th[aria-sort] a")).to_have_text("Customer")
    expect(page.locator("tbody .tp-c-choose").first).to_be_visible()
    assert page.evaluate(FIGURES) == [True, 2, []]


def test_several_sorts_and_columns_are_kept_as_a_view(visit: Callable, orders: list[Order]) -> None:
    desk = visit()
    page = desk.open("/office/orders/")
    page.locator("thead a", has_text="Customer").click()
    page.wait_for_url("**sort=customer**")
    expect(page.locator("th[aria-sort] a")).to_have_text("Customer")
    page.locator("thead a", has_text="Total").click(modifiers=["Shift"])
    page.wait_for_url("**total**")
    expect(page.locator("th[aria-sort]")).to_have_count(2)
    menu = page.locator(".tp-list-menu")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Columns").click()
    dialog = page.locator("#tp-columns")
    dialog.get_by_label("State", exact=True).uncheck()
    dialog.get_by_role("button", name="Total further to the left").click()
    assert desk.axe() == []
    dialog.get_by_role("button", name="Show these").click()
    expect(page.locator("thead th", has_text="State")).to_have_count(0)
    menu.locator("summary").click()
    menu.get_by_role("button", name="Save as view").click()
    page.keyboard.type("By customer")
    page.keyboard.press("Enter")
    tab = page.get_by_role("link", name="By customer")
    expect(tab).to_have_attribute("aria-current", "page")
    desk.open("/office/orders/?view=all")
    tab.click()
    expect(page.locator("th[aria-sort]")).to_have_count(2)
    assert [head.strip() for head in page.locator("thead th").all_inner_texts()][-2].startswith("Total")


def test_from_a_row_one_goes_on_to_the_next_and_back_to_the_list_as_it_was(
    visit: Callable, orders: list[Order]
) -> None:
    desk = visit()
    page = desk.open("/office/orders/?state=draft&sort=number")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    way = page.locator(".tp-way")
    expect(way).to_contain_text("2 of 4")
    assert desk.axe() == []

    def press(key: str, order: Order) -> None:
        page.keyboard.press(key)
        expect(page.locator("h1")).to_contain_text(order.number)
        page.wait_for_load_state()  # only then does the page listen to keys

    press("]", orders[2])
    expect(way).to_contain_text("3 of 4")
    press("[", orders[1])
    press("[", orders[0])
    expect(way.get_by_role("link")).to_have_count(1)
    page.keyboard.press("u")
    page.wait_for_url("**state=draft&sort=number")
    desk.open(f"/office/orders/{orders[3].pk}/")
    expect(way).to_contain_text("4 of 4")


def test_chosen_rows_are_copied_as_a_table_that_runs_nothing(visit: Callable, orders: list[Order]) -> None:
    Order.objects.filter(pk=orders[0].pk).update(customer_name="=1+1", customer_po="PO-7")
    page = visit().open("/office/orders/?sort=number&cols=number,customer_name,placed_at,total")
    page.keyboard.press("j")
    first, *none = [line.split("\t") for line in copied(page).splitlines()[1:]]
    assert (none, first[:2]) == ([], [orders[0].number, "'=1+1 · PO-7"])
    page.keyboard.press("Shift+ArrowDown")
    heads, _one, two = (line.split("\t") for line in copied(page).splitlines())
    assert heads == ["Number", "Customer", "Placed", "Total", ""]
    assert two == [orders[1].number, "Café Blum", f"{orders[1].placed_at:%Y-%m-%d %H:%M:%S}", "23.80", BASE]
    expect(page.get_by_text("Copied: 2")).to_be_visible()


def test_days_by_a_word_take_the_place_of_dates(visit: Callable, orders: list[Order]) -> None:
    desk = visit()
    page = desk.open("/office/orders/?placed=2026-01-01..2026-02-01")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    placed = page.locator(".tp-filter", has_text="Placed")
    placed.locator("summary").click()
    assert desk.axe() == []
    placed.locator("select").select_option("this_year")
    page.wait_for_url("**?placed=this_year")
    expect(placed.locator("summary")).to_contain_text("this year")
    placed.get_by_label("from").fill("2026-03-16")
    page.wait_for_url("**?placed=2026-03-16..")
    expect(placed.locator("select")).to_have_value("")
