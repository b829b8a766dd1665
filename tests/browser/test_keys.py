"""The office by keyboard alone."""

from __future__ import annotations

import re

from django.utils import timezone
from playwright.sync_api import expect

from trade import Trade
from tradepost.base.ids import new_id
from tradepost.doors.files.bringing import bring


def test_a_list_walks_opens_filters_and_keeps_its_address(visit):
    page = visit().open("/office/design/list/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr:focus-within th")).to_have_text("SO-20479")
    page.keyboard.press("k")
    expect(page.locator("tr:focus-within th")).to_have_text("SO-20480")
    page.keyboard.press("/")
    page.keyboard.type("Lindqvist", delay=5)
    expect(page.locator("#tp-count")).to_have_text("13 found")
    expect(page).to_have_url(re.compile(r"\?q=Lindqvist$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/document/$"))
    page.go_back()
    expect(page.locator("#tp-q")).to_have_value("Lindqvist")
    expect(page.locator("tbody tr")).to_have_count(13)


def test_filters_read_as_sentences_and_show_at_once(visit):
    page = visit().open("/office/design/list/")
    page.get_by_text("State any").click()
    page.get_by_label("Held", exact=True).check()
    page.get_by_role("checkbox", name="Placed", exact=True).check()
    expect(page.locator(".tp-filter.is-on")).to_have_text(re.compile("State Placed or Held"))
    expect(page).to_have_url(re.compile(r"\?state=placed&state=held$"))
    page.keyboard.press("Escape")
    expect(page.locator(".tp-filter[open]")).to_have_count(0)
    page.get_by_role("link", name="Total").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Total")
    expect(page).to_have_url(re.compile("state=placed&state=held&sort=total$"))


def test_pages_turn_by_key_and_back_again(visit):
    page = visit().open("/office/design/list/")
    page.keyboard.press("]")
    expect(page).to_have_url(re.compile("after="))
    expect(page.locator("tbody th").first).to_have_text("SO-20430")
    expect(page.locator("tr:focus-within")).to_have_count(1)
    page.keyboard.press("[")
    expect(page.locator("tbody th").first).to_have_text("SO-20480")


# In a company without orders it leads the owner on.
TODAY = re.compile("/office/(first-day/)?$")


def test_find_opens_by_key_and_goes_somewhere(visit):
    page = visit().open("/office/design/")
    page.keyboard.press("Control+k")
    page.keyboard.type("today")
    expect(page.locator("#tp-find-hits [aria-selected=true]")).to_contain_text("Today")
    page.keyboard.press("Enter")
    expect(page).to_have_url(TODAY)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page).to_have_url(TODAY)


def test_the_strong_verb_opens_refuses_in_place_and_then_acts(visit):
    page = visit().open("/office/design/document/")
    page.keyboard.press(".")
    dialog = page.get_by_role("dialog", name="Ship")
    expect(dialog.get_by_label("Tracking number")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.locator(".tp-error")).to_have_text(re.compile("required"))
    dialog.get_by_label("Tracking number").fill("refuse")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text(
        "Nothing is reserved for this order. Release it to the warehouse first."
    )
    expect(dialog.get_by_label("Tracking number")).to_have_value("refuse")
    dialog.get_by_label("Tracking number").fill("0034")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Done.")).to_be_visible()


def test_the_theme_follows_the_computer_and_the_switch_is_kept(visit):
    page = visit("desk", "dark").open("/office/design/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.get_by_role("button", name="Light or dark").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"


def test_a_form_keeps_what_was_typed_and_stands_at_the_error(visit):
    page = visit().open("/office/design/form/")
    page.get_by_label("Name").fill("Café <Lindqvist> مؤسسة")
    page.get_by_label("Credit limit").fill("lots")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".has-error")).to_have_count(1)
    expect(page.get_by_label("Credit limit")).to_be_focused()
    expect(page.get_by_label("Credit limit")).to_have_value("lots")
    expect(page.get_by_label("Name")).to_have_value("Café <Lindqvist> مؤسسة")


def test_arrows_choose_what_a_file_holds_and_the_page_tells_its_keys(visit, user):
    trade = Trade.open(timezone.now())
    bring(
        trade.by, import_id=new_id(trade.by.now), kind="customers", file_name="old.csv",
        data=b"Number,Name\nK1,Meyer\n", options={},
    )  # fmt: skip
    page = visit().open("/office/import/")
    expect(page.get_by_role("link", name="old.csv")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Suppliers", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="Suppliers", exact=True)).to_be_focused()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys of this page")
    expect(keys).to_contain_text("Choose a file")
