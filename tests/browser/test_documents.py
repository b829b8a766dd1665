"""A document's page among colleagues: two who change it at once, notes that reach somebody, files dropped on it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from browser.conftest import until
from trade import Trade
from tradepost.base.by import system
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.sales.models import Order

PATIENCE = 180_000  # a busy machine is no fault
ARABIC = "تسليم عند الباب الخلفي من الساعة الثامنة، والاتصال قبل الوصول. " * 5
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector("main").dispatchEvent(
      new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(autouse=True)
def storage_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def order(user: object) -> Order:
    trade = Trade.open()
    trade.add_items("TEA", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade.order(("TEA", 2), confirm=False)


@pytest.fixture
def colleague(visit: Callable[..., Any], office: str, user: object, order: Order) -> Any:
    """A window of Ben, beside those of the owner."""
    user_id = uuid.uuid4()
    access.create_user(
        system(timezone.now()),
        user_id=user_id,
        email="ben@tradepost.example",
        name="Ben Ortega",
        grants=[GrantInput("sales")],
    )
    client = Client()
    client.force_login(
        get_user_model().objects.get(pk=user_id), backend="django.contrib.auth.backends.ModelBackend"
    )
    window = visit()
    window.page.set_default_timeout(PATIENCE)
    cookie = client.cookies["tradepost_session"].value
    window.context.add_cookies([{"name": "tradepost_session", "value": cookie, "url": office}])
    return window


def edit(window: Any, order: Order) -> Any:
    """The order's page with its head open, by the key."""
    window.page.set_default_timeout(PATIENCE)
    page = window.open(f"/office/orders/{order.pk}/")
    page.keyboard.press("e")
    page.wait_for_selector("form[data-editing]")
    return page


def test_two_change_one_order_and_nothing_typed_is_lost(
    visit: Callable[..., Any], colleague: Any, order: Order
) -> None:
    owner = visit()
    mine, theirs = edit(owner, order), edit(colleague, order)
    mine.fill("#edit_note", ARABIC)
    mine.fill("#edit_customer_po", "PO-MINE")
    theirs.fill("#edit_note", "Leave it at the door")
    theirs.keyboard.press("Control+Enter")
    theirs.wait_for_selector("#tp-facts:not([data-editing]) >> text=Leave it at the door")

    mine.keyboard.press("Control+Enter")
    mine.wait_for_selector("[data-conflict]")
    shown = mine.inner_text("#tp-facts")
    assert "Leave it at the door" in shown and ARABIC.strip() in shown and "Ben Ortega" in shown
    assert mine.input_value("#edit_customer_po") == "PO-MINE"
    tops = "all => all.map(one => one.getBoundingClientRect().top)"
    assert len(set(mine.eval_on_selector_all("[data-conflict] label", tops))) == 1, "side by side"
    assert owner.axe() == []
    mine.keyboard.press("m")
    assert mine.evaluate("document.activeElement.type") == "submit"
    mine.keyboard.press("Enter")
    mine.wait_for_selector("#tp-facts:not([data-editing])")
    found = Order.objects.get(pk=order.pk)
    assert (found.note, found.customer_po) == (ARABIC.strip(), "PO-MINE")


def test_escape_asks_before_what_was_typed_is_thrown_away(visit: Callable[..., Any], order: Order) -> None:
    page = edit(visit(), order)
    page.fill("#edit_note", "Half a thought")
    page.keyboard.press("Escape")
    page.wait_for_selector(".tp-toast")
    assert page.input_value("#edit_note") == "Half a thought"
    page.keyboard.press("Escape")
    page.wait_for_selector("div#tp-facts")
    assert "Half a thought" not in page.inner_text("#tp-facts")


def test_a_dropped_network_keeps_the_form_and_the_note(visit: Callable[..., Any], order: Order) -> None:
    window = visit()
    page = edit(window, order)
    window.context.set_offline(True)
    page.fill("#edit_note", "Typed in a tunnel")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector('.tp-toast[data-tone="bad"]')
    page.fill("#tp-note-text", "Said in a tunnel")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-problem]:not([hidden])")
    window.context.set_offline(False)
    assert page.input_value("#tp-note-text") == "Said in a tunnel"
    page.focus("#edit_note")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("div#tp-facts >> text=Typed in a tunnel")
    until(page, "document.querySelector('#tp-note-text').value === 'Said in a tunnel'")
    window.troubles.clear()  # the browser reports the tunnel itself


def test_a_mention_reaches_a_colleague_by_keys_alone(
    visit: Callable[..., Any], colleague: Any, order: Order
) -> None:
    there = colleague.open("/office/")
    page = visit().open(f"/office/orders/{order.pk}/")
    page.keyboard.press("m")
    page.keyboard.type("@ben")
    page.wait_for_selector(".tp-composer [role=option]")
    page.keyboard.press("Enter")
    page.keyboard.type("the pallet is by the door")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".tp-said")
    assert page.inner_text(".tp-said") == "@Ben Ortega the pallet is by the door"

    until(
        there,
        """() => { window.dispatchEvent(new Event("focus"));
                   return document.querySelector(".tp-count").textContent === "1"; }""",
    )
    there.click("[data-for-you]")
    there.click("text=Mark as read")
    there.wait_for_selector(".tp-for-you .tp-count[hidden]", state="attached")
    assert colleague.axe() == []


def test_notes_are_changed_removed_and_filtered_in_place(visit: Callable[..., Any], order: Order) -> None:
    page = visit().open(f"/office/orders/{order.pk}/")
    page.fill("#tp-note-text", "First words")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".tp-said")
    page.click("[data-note-edit]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Second words")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".tp-said >> text=Second words")
    page.click("[data-earlier]")
    page.wait_for_selector(".tp-earlier >> text=First words")
    page.click("[data-show=note]")
    assert page.locator("[data-timeline] > li:visible").count() == 1
    page.click("[data-show=machine]")
    page.wait_for_selector("[data-timeline-none]:not([hidden])")
    page.click("[data-show='']")
    page.click(".tp-timeline [action$='/remove/'] button")
    page.wait_for_selector("text=Note removed")
    page.click(".tp-timeline button:text-is('Undo')")
    page.wait_for_selector(".tp-said >> text=Second words")


def test_files_are_dropped_anywhere_and_each_refusal_is_its_own(
    visit: Callable[..., Any], order: Order
) -> None:
    window = visit("phone", "dark")
    page = window.open(f"/office/orders/{order.pk}/")
    page.evaluate(DROP, ["Offer “7” <b>.txt", "words"])
    page.wait_for_selector(".tp-files .tp-file-name")
    assert page.inner_text(".tp-files .tp-file-name") == "Offer “7” _b_.txt"
    page.evaluate(DROP, ["page.html", "<script>alert(1)</script>"])
    page.wait_for_selector("[data-uploads] >> text=cannot be kept here")
    assert page.locator(".tp-files li").count() == 1
    assert window.axe() == []
    page.click(".tp-files [action$='/remove/'] button")
    page.wait_for_selector("text=File removed")
    page.click(".tp-timeline button:text-is('Undo')")
    page.wait_for_selector(".tp-files li")


def test_what_somebody_gave_never_runs_here(visit: Callable[..., Any], order: Order) -> None:
    """A drawing with a script is saved, not shown; opened by its address it is a download."""
    window = visit()
    page = window.open(f"/office/orders/{order.pk}/")
    evil = "<svg xmlns='http://www.w3.org/2000/svg'><script>document.title='ran'</script></svg>"
    page.evaluate(DROP, ["drawing.svg", evil])
    page.wait_for_selector(".tp-files a[download]")
    assert page.locator(".tp-files img").count() == 0
    address = page.get_attribute(".tp-files a[download]", "href")
    with page.expect_download() as saved:
        page.evaluate("address => { location.href = address }", address)
    assert saved.value.suggested_filename == "drawing.svg"
    assert page.title() != "ran"


def test_a_file_dropped_beside_the_box_is_the_one_to_import(visit: Callable[..., Any]) -> None:
    page = visit().open("/office/import/")
    page.evaluate(DROP, ["kunden.csv", "name\nBlum"])
    page.wait_for_selector(".tp-drop.has-file")
    taken = "[...document.querySelector('.tp-drop input[type=file]').files].map(file => file.name)"
    assert page.evaluate(taken) == ["kunden.csv"]
