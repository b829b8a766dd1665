"""Announced pallets at a desk and at the dock: shown by a scan, taken in by another, refused loudly when used."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from desk import Desk, count_of
from trade import Trade
from tradepost.base.gs1 import sscc
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import AnnouncedInput, AnnouncedPackageInput
from tradepost.domain.purchasing.models import AnnouncedPackage, PurchaseOrder, PurchaseOrderLine, Receipt
from unchanged import unchanged

pytestmark = pytest.mark.django_db
NUMBERS = [sscc("0614141", count) for count in range(1, 9)]


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea")
    supplier = parties.create_supplier(
        trade.by, supplier_id=new_id(trade.by.now), name="Teehaus", currency=trade.base_currency
    )
    purchasing.order_from_supplier(
        trade.by, purchase_order_id=new_id(trade.by.now), supplier_id=supplier.pk,
        lines=[purchasing.PurchaseLineInput(trade.items["tea"], D(100), unit_price=D(2))],
    )  # fmt: skip
    return trade


def announce(trade: Trade, *numbers: str) -> list[AnnouncedPackage]:
    line = PurchaseOrderLine.objects.get()
    packages = [AnnouncedPackageInput(number, [AnnouncedInput(line.pk, 12)]) for number in numbers]
    return purchasing.announce_packages(
        trade.by, purchase_order_id=line.purchase_order_id, packages=packages, notice="DA-1"
    )


def test_a_pallet_opens_is_taken_in_and_refused_the_second_time(trade: Trade) -> None:
    desk = Desk("owner")
    first, second = announce(trade, *NUMBERS[:2])
    order = PurchaseOrder.objects.get()
    assert "Announced packages" in desk.see(f"/office/purchase-orders/{order.pk}/")
    found = desk.get(f"/office/scan/?text=(00){first.sscc}").json()
    page = found["fits"][0]["url"]
    seen = desk.see(page)
    assert "DA-1" in seen
    assert "12" in seen
    lookup = desk.get(f"/office/purchase-orders/{order.pk}/receive/lookup/?code=(00){first.sscc}").json()
    assert lookup == {"items": [], "url": page}
    desk.say(f"{page}receive/", receipt_id=str(new_id(trade.by.now)), delivery_note="LS-9")
    receipt = Receipt.objects.get()
    assert (receipt.delivery_note, receipt.counted_quantity, desk.where) == (
        "LS-9", 12, f"/office/receipts/{receipt.pk}/",
    )  # fmt: skip
    assert "Used already" in desk.see(page)
    with unchanged("purchasing", "inventory"):
        assert receipt.number in desk.say(f"{page}receive/", receipt_id=str(new_id(trade.by.now)))
    desk.say(f"/office/receipts/announced/{second.pk}/withdraw/", reason="Loaded anew")
    assert "Count what is there instead" in desk.see(f"/office/receipts/announced/{second.pk}/")


def test_at_the_dock_a_scan_shows_it_and_the_next_takes_it_in(trade: Trade) -> None:
    dock = Desk("warehouse")
    first, second = announce(trade, *NUMBERS[:2])
    start = "/office/handheld/receive/"
    asked = {"warehouse": str(trade.warehouse_id), "scan": f"]C100{first.sscc}"}
    leads = dock.client.post(start, asked)
    page = leads.headers["Location"]
    assert page == f"/office/handheld/receive/packages/{first.pk}/"
    assert "Teehaus" in dock.see(page)
    given = {"receipt_id": str(new_id(trade.by.now))}
    with unchanged("purchasing", "inventory"):
        other = dock.client.post(page, {**given, "scan": f"(00){second.sscc}"})
        assert other.status_code == 422
        assert "data-loud" in other.content.decode()
    taken = dock.client.post(page, {**given, "scan": f"(00){first.sscc}"})
    assert f"receipt={given['receipt_id']}" in taken.headers["Location"]
    assert Receipt.objects.get().counted_quantity == 12
    with unchanged("purchasing", "inventory"):
        for text, says in (
            (f"]C100{first.sscc}", "taken in before"),
            (f"]C100{NUMBERS[5]}", "Nobody announced it"),
        ):
            again = dock.client.post(start, {**asked, "scan": text})
            assert again.status_code == 422
            assert says in again.content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(trade: Trade) -> None:
    desk = Desk("purchasing")
    announce(trade, NUMBERS[0])
    one = count_of(desk, "/office/receipts/announced/")
    announce(trade, *NUMBERS[1:3])
    assert count_of(desk, "/office/receipts/announced/") == one
    assert "0061 4141" in desk.see("/office/receipts/announced/?q=DA-1")
