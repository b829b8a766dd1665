"""The keyboard grid: typing, pasting, undo, errors, a thousand lines, drafts, sent once."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.hands import heard, silent

GRID = "/office/design/grid/"


def paste(page, text):
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
           const asked = {clipboardData: data, bubbles: true, cancelable: true};
           document.activeElement.dispatchEvent(new ClipboardEvent("paste", asked)); }""",
        text,
    )


def cells(page, row):
    return [
        text.strip()
        for text in page.locator(f"[data-key]:nth-child({row + 2}) .tp-grid-cell").all_text_contents()
    ]


def to_grid(page):
    page.locator(".tp-grid-cell[tabindex='0']").focus()


def test_lines_are_typed_without_the_mouse(visit):
    page = visit().open(GRID)
    expect(page.get_by_label("Customer", exact=True)).to_be_focused()
    page.keyboard.type("lind")
    expect(page.locator(".tp-option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Customer", exact=True)).to_have_value("Café Lindqvist")
    to_grid(page)
    page.keyboard.type("assam")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("ASS-000")
    page.keyboard.press("Enter")
    page.keyboard.type("24")
    page.keyboard.press("Enter")
    page.keyboard.type("esp-007")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("case")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("Total EUR")
    expect(page.locator("[data-key]:nth-child(3) .tp-grid-cell").nth(7)).to_have_text("84.96")
    first, second = cells(page, 0), cells(page, 1)
    assert [first[0], first[1], first[7]] == ["ASS-000Assam tea, 250 g", "24", "22.80"]
    assert [second[0].upper(), second[1], second[2], second[7]] == [
        "ESP-007ESPRESSO BEANS, 500 G",
        "2",
        "case",
        "84.96",
    ]
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("/document/"))
    expect(page.get_by_role("status").filter(has_text="Order with 2 lines placed")).to_be_visible()


def test_enter_over_a_list_that_lags_behind_takes_the_answer_to_what_was_typed(visit):
    page = visit().open(GRID)
    to_grid(page)
    page.keyboard.type("ass")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("ASS-000")
    silent(page)
    page.keyboard.type("am")
    page.keyboard.press("Enter")
    page.keyboard.type("24")
    page.keyboard.press("Enter")
    heard(page)
    expect(page.locator("[data-key]:nth-child(2) .tp-grid-cell").nth(7)).to_have_text("22.80")
    assert cells(page, 0)[:2] == ["ASS-000Assam tea, 250 g", "24"]


def test_a_name_typed_faster_than_its_list_answers_is_the_one_that_was_meant(visit):
    page = visit().open(GRID)
    customer, chosen = page.get_by_label("Customer", exact=True), page.locator("[name=customer]")
    expect(customer).to_be_focused()
    page.keyboard.type("l")
    expect(page.locator(".tp-option").first).to_contain_text("Harbour Grocers")
    silent(page)
    page.keyboard.type("ind")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".tp-grid-cell[tabindex='0']")).to_be_focused()
    expect(chosen).to_have_value("")
    heard(page)
    expect(chosen).to_have_value("Café Lindqvist")
    for text in ("puerto", "nobody"):
        silent(page)
        customer.fill(text)
        page.keyboard.press("Tab")
        expect(customer).not_to_be_focused()
        heard(page)
        expect(customer).to_have_value("Mercado del Puerto, S.A.")
        expect(chosen).to_have_value("Mercado del Puerto, S.A.")


def test_tab_takes_the_hit_and_stands_at_the_quantity(visit):
    page = visit().open(GRID)
    to_grid(page)
    page.keyboard.type("assam")
    expect(page.locator("[role=grid] .tp-option").first).to_contain_text("ASS-000")
    page.keyboard.press("Tab")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(page.locator("[data-grid-totals]")).to_contain_text("Total EUR")
    assert cells(page, 0)[:2] == ["ASS-000Assam tea, 250 g", "7"]


def test_errors_stand_at_their_line_and_nothing_is_lost(visit):
    page = visit().open(GRID)
    to_grid(page)
    paste(page, "SKU;Qty\nASS-000;5\nNO-SUCH;7\nESP-007;lots")
    expect(page.locator("[data-grid-status]")).to_have_text(
        "3 lines · 2 lines need a look before this can be sent."
    )
    expect(page.locator(".tp-grid-message[data-tone=bad]")).to_have_text(
        ["No item has this code.", re.compile("quantity|number")]
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-grid-notices]")).to_have_text("This order cannot be placed yet.")
    expect(page.locator("#grid-head .tp-error")).to_have_text("Choose a customer.")
    assert cells(page, 1)[:2] == ["NO-SUCH", "7"]


def test_paste_undo_redo_and_delete(visit):
    page = visit().open(GRID)
    to_grid(page)
    paste(page, "ASS-000\t5\nESP-007\t6")
    expect(page.locator("[data-grid-status]")).to_have_text("2 lines")
    page.keyboard.press("Control+z")
    assert cells(page, 0)[0] == ""
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Delete")
    assert cells(page, 0)[:2] == ["ESP-007Espresso beans, 500 g", "6"]
    page.keyboard.press("Control+z")
    assert cells(page, 1)[:2] == ["ESP-007Espresso beans, 500 g", "6"]


def test_a_thousand_lines_stay_fluid_and_ask_the_server_once(visit):
    window = visit()
    page = window.open(GRID)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "preview" in request.url else None)
    to_grid(page)
    paste(page, "\n".join(f"ASS-00{n % 6}\t{n % 90 + 1}" for n in range(1000)))
    expect(page.locator("[data-grid-status]")).to_have_text("1000 lines", timeout=15000)
    assert len(asked) == 1
    for _ in range(20):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("7")
    with page.expect_response(lambda answer: "preview" in answer.url, timeout=15000):
        page.keyboard.press("Enter")
    expect(page.locator("[data-grid-status]")).to_have_text("1000 lines")
    assert len(asked) == 2


def test_a_draft_survives_a_closed_tab_and_a_lost_network(visit):
    window = visit()
    page = window.open(GRID)
    to_grid(page)
    paste(page, "ASS-000\t5\nESP-007\t6")
    expect(page.locator("[data-grid-status]")).to_have_text("2 lines")
    window.context.set_offline(True)
    page.locator("[data-grid-submit]").click()
    expect(page.get_by_role("alert").filter(has_text="Your lines are kept")).to_be_visible()
    window.context.set_offline(False)
    window.troubles.clear()
    page.close()
    window.page = window.context.new_page()
    page = window.open(GRID)
    page.get_by_role("button", name="Continue it").click()
    expect(page.locator("[data-grid-status]")).to_have_text("2 lines")
    assert cells(page, 1)[:2] == ["ESP-007Espresso beans, 500 g", "6"]


def test_a_double_click_sends_once(visit):
    page = visit().open(GRID)
    page.keyboard.type("lind")
    expect(page.locator(".tp-option")).to_have_count(1)
    page.keyboard.press("Enter")
    to_grid(page)
    paste(page, "ASS-000\t5\nESP-007\t6")
    expect(page.locator("[data-grid-status]")).to_have_text("2 lines")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/submit/") else None)
    page.locator("[data-grid-submit]").dblclick()
    expect(page).to_have_url(re.compile("/document/"))
    assert len(sent) == 1
