"""The grid under the hands: blocks, lines, scans, mending, and undo of all of it."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.hands import cell, column, copied, paste, scan, to_grid, told
from trade import Trade
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.parties import queries as parties_queries


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA-100", "CUP-200", "POT-300", price="10", stock=50)
    trade.add_case("TEA-100", of=12)
    trade.add_customer("Café Lindqvist")
    return trade


@pytest.fixture
def page(visit, user, trade) -> Page:
    page = visit().open(f"/office/orders/new/?customer={trade.customers['Café Lindqvist']}")
    to_grid(page)
    return page


THREE = "TEA-100\t1\nCUP-200\t2\nPOT-300\t3"


def test_quantities_take_their_unit_along(page):
    for typed in ("2cs", "3 case", "24"):
        page.keyboard.type("tea-100")
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    told(page, "3 lines")
    assert column(page, "Quantity", 3) == ["2", "3", "24"]
    assert column(page, "Unit", 3) == ["case", "case", "piece"]
    assert column(page, "Net", 3) == ["240.00", "360.00", "240.00"]


def test_a_block_is_chosen_copied_filled_cleared_and_brought_back(page):
    paste(page, THREE)
    told(page, "3 lines")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".is-chosen")).to_have_count(3)
    assert copied(page) == "1\n2\n3"
    page.keyboard.press("Control+d")
    told(page, "3 lines")
    assert column(page, "Quantity", 3) == ["1", "1", "1"]
    page.keyboard.press("Delete")
    expect(cell(page, 2, "Quantity").locator(".tp-grid-hint")).to_have_text("1")
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert column(page, "Quantity", 3) == ["1", "2", "3"]
    page.keyboard.press("Control+Shift+z")
    assert column(page, "Quantity", 3) == ["1", "1", "1"]
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator(".is-chosen")).to_have_count(0)


def test_lines_are_copied_as_a_spreadsheet_takes_them(page):
    paste(page, THREE)
    told(page, "3 lines")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert copied(page) == "TEA-100\t1\nCUP-200\t2"
    page.keyboard.press("Control+a")
    assert [row.split("\t")[:4] for row in copied(page).split("\n")] == [
        ["TEA-100", "1", "piece", "10.00"],
        ["CUP-200", "2", "piece", "10.00"],
        ["POT-300", "3", "piece", "10.00"],
    ]


def test_lines_are_moved_opened_and_deleted_and_all_of_it_is_taken_back(page):
    paste(page, THREE)
    told(page, "3 lines")

    def order(count=3):
        return [text.split()[0] if text else "" for text in column(page, "Item", count)]

    page.keyboard.press("Control+Home")
    page.keyboard.press("Alt+ArrowDown")
    assert order() == ["CUP-200", "TEA-100", "POT-300"]
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    assert order() == ["CUP-200", "POT-300", "TEA-100"]
    page.keyboard.press("Insert")
    assert order(4) == ["CUP-200", "POT-300", "", "TEA-100"]
    page.keyboard.type("tea-100")
    page.keyboard.press("Tab")
    told(page, "4 lines")
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Control+Delete")
    told(page, "2 lines")
    assert order(2) == ["CUP-200", "TEA-100"]
    for _ in range(5):
        page.keyboard.press("Control+z")
    assert order() == ["TEA-100", "CUP-200", "POT-300"]
    page.keyboard.press("Control+z")
    expect(page.locator("[data-key]:not(.is-blank)")).to_have_count(0)


def test_the_fields_over_the_lines_are_undone_too(page):
    paste(page, THREE)
    told(page, "3 lines")
    page.get_by_label("Discount on all").fill("10")
    page.get_by_label("Discount on all").press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("54.00")
    page.keyboard.press("Control+z")
    expect(page.get_by_label("Discount on all")).to_have_value("")
    expect(page.locator("[data-grid-totals]")).to_contain_text("60.00")
    assert column(page, "Quantity", 3) == ["1", "2", "3"]


def test_a_scan_counts_wherever_one_stands(page, trade):
    catalog.add_code(trade.by, item_id=trade.items["CUP-200"], kind="gtin", code="4006381333931")
    catalog.add_code(trade.by, item_id=trade.items["TEA-100"], kind="gtin", code="96385074")
    catalog.add_code(
        trade.by, item_id=trade.items["TEA-100"], kind="gtin", code="14006381333938", unit="case"
    )
    page.get_by_label("Customer's PO").fill("PO 7")
    scan(page, "4006381333931")
    expect(cell(page, 0, "Item")).to_contain_text("CUP-200")
    expect(page.get_by_label("Customer's PO")).to_have_value("PO 7")
    scan(page, "4006381333931")
    expect(cell(page, 0, "Quantity")).to_have_text("2")
    expect(cell(page, 0, "Quantity")).to_be_focused()
    page.keyboard.type("7")
    page.keyboard.press("End")  # a hand: the scanner's letters begin after it
    scan(page, "96385074")
    expect(cell(page, 1, "Item")).to_contain_text("TEA-100")
    told(page, "2 lines")
    assert column(page, "Quantity", 2) == ["7", "1"]
    scan(page, "14006381333938")
    expect(cell(page, 1, "Quantity")).to_have_text("13")
    told(page, "2 lines")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "Item")).not_to_contain_text("TEA-100")
    scan(page, "4006381333999")
    expect(page.locator(".tp-grid-message")).to_have_text("No item has this code.")


def test_unknown_codes_are_mended_with_two_keys(page):
    paste(page, "TEA-100\t1\nCUP-2OO\t2\nPOT-3OO\t3")
    told(page, "3 lines · 2 lines need a look before this can be sent.")
    page.keyboard.press("F8")
    expect(cell(page, 1, "Item")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("CUP-200")
    page.keyboard.press("Enter")
    told(page, "3 lines · 1 line needs a look before this can be sent.")
    page.locator("[data-like='POT-300']").click()
    told(page, "3 lines")
    assert column(page, "Net", 3) == ["10.00", "20.00", "30.00"]


def test_the_words_of_an_e_mail_are_left_out_and_counted(page):
    paste(page, "Dear all,\nplease send us:\n> - 2 cases TEA-100\n> - 12x CUP-200\nThanks, Maja Lund")
    told(page, "2 lines")
    expect(page.get_by_role("status").filter(has_text="3 rows without a quantity left out")).to_be_visible()
    assert column(page, "Quantity", 2) == ["2", "12"]
    assert column(page, "Unit", 2) == ["case", "piece"]


def test_a_heading_says_which_column_is_what(page):
    paste(page, "Menge;Bezeichnung;Artikelnummer;Preis\n5;Tee;TEA-100;9,50\n6;Tasse;CUP-200;EUR 8")
    told(page, "2 lines")
    assert column(page, "Quantity", 2) == ["5", "6"]
    assert column(page, "Net", 2) == ["47.50", "48.00"]


def test_a_first_line_with_its_unit_is_no_heading(page):
    paste(page, "TEA-100\t2 cs\nCUP-200\t5")
    told(page, "2 lines")
    assert column(page, "Net", 2) == ["240.00", "50.00"]


def test_an_empty_cell_offers_what_was_bought_last(page, trade):
    trade.order(("POT-300", 2), by=trade.at(days=-3))
    page.keyboard.press("Enter")
    expect(page.locator("[role=grid] .tp-option")).to_have_count(1)
    expect(page.locator("[role=grid] .tp-option")).to_contain_text("last 3 days ago: 2 piece at 10.00 USD")
    page.keyboard.press("Enter")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    told(page, "1 line")
    assert column(page, "Net", 1) == ["40.00"]


def test_a_refusal_stands_at_its_line_with_the_cursor(page, trade):
    paste(page, THREE)
    told(page, "3 lines")
    catalog.discontinue_item(trade.by, item_id=trade.items["CUP-200"])
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tp-grid-message")).to_contain_text("CUP-200 is discontinued")
    expect(cell(page, 1, "Item")).to_be_focused()
    assert column(page, "Quantity", 3) == ["1", "2", "3"]


def test_the_customers_own_code_is_taken(page, trade):
    party = parties_queries.customer_terms(trade.customers["Café Lindqvist"]).party_id
    catalog.add_code(trade.by, item_id=trade.items["POT-300"], kind="customer", code="LQ-9", party_id=party)
    page.keyboard.type("lq-9")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("POT-300")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    told(page, "1 line")
    assert column(page, "Net", 1) == ["30.00"]
