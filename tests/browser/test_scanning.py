"""A keyboard-wedge scanner at the dock and on the walk: nothing is clicked, and what is wrong is said loudly."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from browser.hands import TONES, cell, loud, scan
from shop import Shop
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing.models import Receipt

CASE, GS = "14006381333938", "\x1d"

# A camera that sees nothing, and a reader that reads in it what lies on the shelf.
CAMERA = """navigator.mediaDevices ??= {};
  navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream();
  HTMLMediaElement.prototype.play = async () => {};
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["code_128"]; }
    async detect() { return [{rawValue: "TEA-100"}]; }
  };"""


@pytest.fixture
def trade(transactional_db: None) -> Trade:
    trade = Trade.open(timezone.now())
    trade.add_items("TEA-100", "CUP-200", stock=50)
    trade.add_items("MILK-1", tracking="lot")
    case = UnitInput("case", 12, gtin=CASE, is_case=True)
    catalog.add_unit(trade.by, item_id=trade.items["MILK-1"], unit=case)
    catalog.add_code(trade.by, item_id=trade.items["CUP-200"], kind="gtin", code="4006381333931")
    trade.add_customer("Café Lindqvist")
    inventory.create_place(
        trade.by,
        place_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        code="A-01",
        pick_sequence=90,
    )
    return trade


def test_a_scan_opens_the_shipment_and_a_wrong_item_is_refused_loudly(visit, user, trade):
    order = trade.order(("TEA-100", 5))
    shipment = fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    page = visit().open("/office/orders/")
    page.evaluate(TONES)
    scan(page, "SO-999999")
    loud(page, "“SO-999999” is no item, no place and no document that is known here.")
    scan(page, shipment.number)
    page.wait_for_url(f"**/shipments/{shipment.pk}/")
    visited = visit("phone")
    visited.page.add_init_script(CAMERA)
    page = visited.open(f"/office/shipments/{shipment.pk}/pick/")
    page.evaluate(TONES)
    page.get_by_role("button", name=re.compile("Found")).focus()
    scan(page, "4006381333931")
    loud(page, "CUP-200 is not on the list, or already picked.")
    assert [task.done_at for task in fulfilment_queries.pick_list(shipment.pk)] == [None]
    page.get_by_role("button", name="Scan with the camera").click()
    page.wait_for_url(f"**/shipments/{shipment.pk}/")
    assert [task.picked for task in fulfilment_queries.pick_list(shipment.pk)] == [5]


# The letters a scanner typed while the page was still coming: they fell into the field, and nobody heard them.
HALF_HEARD = """() => { const keys = [..."P-200", "Enter"], at = document.activeElement; window.taken = [];
  for (const key of keys) { const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
    Object.defineProperty(event, "timeStamp", {value: 0}); at.dispatchEvent(event);
    if (key === "Enter") window.taken.push(event.defaultPrevented); }
  return window.taken[0]; }"""


def test_a_code_of_which_the_page_heard_the_end_only_is_left_whole(visit, user, trade):
    order = trade.order(("CUP-200", 5), ("TEA-100", 1))
    shipment = fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    page = visit().open(f"/office/shipments/{shipment.pk}/pick/")
    field = page.get_by_label("Scan an item or a place")
    field.fill("CUP-200")
    assert page.evaluate(HALF_HEARD) is False, "Enter sends the field as it stands"
    expect(field).to_have_value("CUP-200")
    field.evaluate("field => field.blur()")
    assert page.evaluate(HALF_HEARD) is True, "half a code opens nothing"
    expect(page.locator("[role=alert]")).to_have_count(0)
    field.fill("CU")
    field.focus()
    page.wait_for_timeout(100)
    page.keyboard.type("P-200")  # the scanner faltered
    page.keyboard.press("Enter")
    expect(page.locator(".tp-pick-task:not(.is-done)", has_text="CUP-200")).to_have_count(0)


def test_a_case_is_received_by_its_gs1_128_with_lot_and_expiry(visit, user, trade):
    supplier = new_id(trade.by.now)
    parties.create_supplier(
        trade.by, supplier_id=supplier, name="Dairy", currency=trade.base_currency, lead_days=1
    )
    shop = Shop(trade, supplier)
    shop.offer("MILK-1")
    order = shop.buy(("MILK-1", 36), expected_on=timezone.localdate() + timedelta(days=2))
    page = visit().open(f"/office/purchase-orders/{order}/receive/")
    page.evaluate(TONES)
    label = f"]C101{CASE}17{timezone.localdate().year % 100 + 1}033110L7/3{GS}21S9"
    page.get_by_label("Nothing more will come").focus()
    scan(page, label)
    expect(cell(page, 0, "Counted")).to_have_text("12")
    scan(page, label)
    expect(cell(page, 0, "Counted")).to_have_text("24")
    expect(cell(page, 0, "Lot")).to_have_text("L7/3")
    expect(cell(page, 0, "Expires")).to_contain_text("31")
    scan(page, "A-01")
    expect(cell(page, 0, "Place")).to_have_text("A-01")
    scan(page, "4006381333931")
    loud(page, "CUP-200 is not on this order.")
    scan(page, f"(01){CASE[:-1]}9(10)L7")
    loud(page, "has a wrong check digit")
    scan(page, f"(01){CASE}(10)L8")
    expect(cell(page, 1, "Lot")).to_have_text("L8")
    expect(page.locator("[role=alert]")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/receipts/**")
    assert Receipt.objects.get().counted_quantity == 36
    lying = inventory_queries.placed_stock(trade.by, trade.items["MILK-1"])
    year = timezone.localdate().year + 1
    assert {(row.place_code, row.lot_code, str(row.expires_on), row.on_hand) for row in lying} == {
        ("A-01", "L7/3", f"{year}-03-31", 24), ("MAIN", "L8", "None", 12),
    }  # fmt: skip
