"""Lots and serials in the office and the API: a recall from the delivery to the list of who got it."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from decimal import Decimal as D
from io import StringIO
from uuid import UUID

import pytest

from desk import MOST_STATEMENTS, Desk, count_of, text_of
from doors.api.people import Api, sign_in
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import ItemInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory.models import Lot
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def lot(code: str) -> Lot:
    return Lot.objects.get(code=code)


def ship(shop: Shop, customer: str, *lines: tuple[str, int], parcels: int = 1) -> Order:
    """Ordered, picked, packed in parcels with tracking numbers, and gone."""
    order = shop.trade.order(*lines, customer=customer)
    shipment = fulfilment.release_order(shop.by, shipment_id=new_id(NOW), order_id=order.id)
    picks = [fulfilment.Pick(task.id, task.asked) for task in fulfilment_queries.pick_list(shipment.id)]
    fulfilment.record_picks(shop.by, shipment_id=shipment.id, picks=picks)
    packages = [fulfilment.PackageInput(tracking_number=f"T{customer[0]}{n}") for n in range(parcels)]
    fulfilment.pack_shipment(shop.by, shipment_id=shipment.id, packages=packages)
    fulfilment.ship_shipment(shop.by, shipment_id=shipment.id)
    return order


def take_back(shop: Shop, order: Order, quantity: int) -> UUID:
    (line,) = returns_queries.returnable(order.id)
    return_id = new_id(NOW)
    wanted = [ReturnLineInput(line.shipment_line_id, quantity, lot_id=lot("L7").id)]
    returns.request_return(shop.by, return_id=return_id, order_id=order.id, reason="Sour", lines=wanted)
    returns.authorise_return(shop.by, return_id=return_id)
    (expected,) = returns_queries.expected_lines(return_id)
    returns.receive_return(shop.by, return_id=return_id, lines=[(expected.line_id, quantity, "restock")])
    return return_id


def sell_milk(shop: Shop) -> dict[str, Order]:
    """Two deliveries brought lot L7, one L8; three customers got some, one of them sent part of it back."""
    ida = parties.ContactInput("Ida Adler", email="ida@adler.example", phone="0221 1")
    shop.trade.add_customer("Adler", email="post@adler.example", contacts=[ida])
    shop.trade.add_customer("Bär")
    for counted in (10, 8):
        order_id = shop.buy(("milk", counted))
        day = date(2026, 4, 1)
        shop.receive(order_id, "milk", counted, lot_code="L7", expires_on=day, supplier_lot="DAIRY-7")
    gone = {
        "Café Blum": ship(shop, "Café Blum", ("milk", 5), parcels=2),
        "Adler": ship(shop, "Adler", ("milk", 4)),
        "Bär": ship(shop, "Bär", ("milk", 3)),
    }
    shop.receive(shop.buy(("milk", 6)), "milk", 6, lot_code="L8", expires_on=date(2026, 5, 1))
    take_back(shop, gone["Adler"], 3)
    return gone


def test_a_recall_says_exactly_who_has_how_many(shop: Shop) -> None:
    sell_milk(shop)
    waiting = shop.trade.order(("milk", 9))
    desk = Desk("warehouse", "purchasing")
    pk = lot("L7").pk
    said = desk.say(url("lot_recall", pk), reason="Glass in it")
    # Nine lay there and three came back: nine were promised, six of L8 are left for them.
    assert f"Recalled. 1 order lost stock: {waiting.number}." in said
    page = desk.see(url("lot", pk))
    assert "Recalled" in page and "Nothing of it is sold, picked or shipped until it is released." in page
    assert "DAIRY-7" in page and page.count("Assam Imports") == 2
    for customer, shipped, back, kept in (("Café Blum", 5, 0, 5), ("Adler", 4, 3, 1), ("Bär", 3, 0, 3)):
        assert customer in page
        assert row_of(shop, customer) == (shipped, back, kept)
    assert "Customers 3" in page and "Came back 3" in page and "Still there 9" in page
    listed = desk.get(f"{url('lot_deliveries')}?lot={pk}&export=csv")
    rows = list(csv.DictReader(StringIO(listed_text(listed))))
    told = {
        row["Customer"]: (row["Parcels"], row["Quantity"], row["Came back"], row["Still there"])
        for row in rows
    }
    assert told == {
        "Café Blum": ("1 TC0, 2 TC1", "5", "0", "5"),
        "Adler": ("1 TA0", "4", "3", "1"),
        "Bär": ("1 TB0", "3", "0", "3"),
    }
    assert {row["Customer"]: (row["E-mail"], row["Contact"]) for row in rows}["Adler"] == (
        "post@adler.example", "Ida Adler ida@adler.example 0221 1",
    )  # fmt: skip
    api = sign_in(GrantInput("sales"))
    answer = api.get(f"/lot-deliveries?lot={pk}&kept=yes&sort=customer")
    assert next((row["customer_email"], row["contact"]) for row in answer.said["items"]) == (
        "post@adler.example", "Ida Adler ida@adler.example 0221 1",
    )  # fmt: skip
    assert [(row["customer_name"], row["kept"]) for row in answer.said["items"]] == [
        ("Adler", 1),
        ("Bär", 3),
        ("Café Blum", 5),
    ]
    assert [str(difference) for difference in reports_queries.verify()] == []


def row_of(shop: Shop, customer: str) -> tuple[int, int, int]:
    asked = {"lot": [str(lot("L7").pk)], "customer": [str(shop.trade.customers[customer])]}
    (row,) = reports_queries.LOT_DELIVERIES.page(shop.by, filters=asked).rows
    return row.shipped, row.returned, row.kept  # type: ignore[attr-defined]


def listed_text(answer: object) -> str:
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    return content.decode("utf-8-sig")


def test_the_life_of_a_serial_is_one_page(shop: Shop) -> None:
    item_id = new_id(NOW)
    catalog.create_items(shop.by, items=[ItemInput(item_id, "phone", "Phone", tracking="serial")])
    shop.items["phone"] = item_id
    pricing.set_prices(
        shop.by, price_list_id=shop.trade.price_list_id, rows=[PriceInput(D(9), item_id=item_id)]
    )
    order_id = shop.buy(("phone", 2))
    with unchanged("purchasing", "inventory"), pytest.raises(Exception, match="cannot be taken"):
        shop.receive(order_id, "phone", 2, lot_code="SN1")
    shop.receive(order_id, "phone", 1, lot_code="SN1")
    with unchanged("purchasing", "inventory"), pytest.raises(Exception, match="SN1 lies in MAIN of"):
        shop.receive(order_id, "phone", 1, lot_code="SN1")
    ship(shop, "Café Blum", ("phone", 1))
    page = Desk("owner").see(url("lot", lot("SN1").pk))
    assert "Serial number" in page
    for part in ("Assam Imports", "Café Blum", "Receipt", "Shipment", "Nothing of it is in stock."):
        assert part in page


def test_lists_and_pages_cost_the_same_for_one_and_for_many(shop: Shop) -> None:
    shop.receive(shop.buy(("milk", 9)), "milk", 9, lot_code="L7", expires_on=date(2026, 4, 1))
    ship(shop, "Café Blum", ("milk", 1))
    desk = Desk("owner")
    paths = [url("lots"), url("lot_deliveries"), url("lot", lot("L7").pk)]
    one = [count_of(desk, path) for path in paths]
    for n in range(3):
        shop.receive(shop.buy(("milk", 3)), "milk", 3, lot_code=f"M{n}", supplier_lot="S")
        shop.receive(shop.buy(("milk", 3)), "milk", 3, lot_code="L7")
        ship(shop, "Café Blum", ("milk", 2))
    assert [count_of(desk, path) for path in paths] == one
    assert max(one) <= MOST_STATEMENTS


def test_lots_are_found_by_state_day_and_word(shop: Shop) -> None:
    shop.receive(shop.buy(("milk", 9)), "milk", 9, lot_code="L7", supplier_lot="DAIRY-77")
    shop.receive(shop.buy(("milk", 9)), "milk", 9, lot_code="L8", expires_on=NOW.date() + timedelta(days=9))
    desk = Desk("owner")
    desk.say(url("lot_quarantine", lot("L7").pk), reason="Smells")
    lots = url("lots")
    assert rows_of(desk.get(f"{lots}?standing=quarantine")) == ["L7"]
    assert rows_of(desk.get(f"{lots}?standing=usable&in_stock=yes")) == ["L8"]
    assert rows_of(desk.get(f"{lots}?expires=..{NOW.date() + timedelta(days=31)}")) == ["L8"]
    assert rows_of(desk.get(f"{lots}?q=dairy")) == ["L7"]
    assert rows_of(desk.get(f"{lots}?item={shop.items['tea']}")) == []
    hits = desk.get(f"{url('find')}?q=dairy-77", Accept="application/json").json()["hits"]
    assert [(hit["label"], hit["url"]) for hit in hits] == [("L7", url("lot", lot("L7").pk))]
    assert url("lot", lot("L7").pk) in desk.get(url("item", shop.items["milk"])).content.decode()


MAY_STOP = {"owner", "warehouse", "purchasing"}


@pytest.mark.parametrize("role", ["owner", "sales", "rep", "warehouse", "purchasing", "billing", "viewer"])
def test_who_may_see_and_stop_a_lot(shop: Shop, role: str) -> None:
    shop.receive(shop.buy(("milk", 9)), "milk", 9, lot_code="L7")
    desk, api, pk = Desk(role), sign_in(GrantInput(role)), lot("L7").pk
    page = desk.see(url("lot", pk))
    assert ("Quarantine" in page) == (role in MAY_STOP)
    assert ("Assam Imports" in page) == (role in MAY_STOP | {"billing", "viewer"})
    assert desk.get(url("lots")).status_code == desk.get(url("lot_deliveries")).status_code == 200
    assert api.get(f"/lots/{pk}").said["places"][0]["on_hand"] == 9
    if role not in MAY_STOP:
        with unchanged("inventory"):
            for verb in ("lot_quarantine", "lot_recall", "lot_release", "lot_edit"):
                assert desk.client.post(url(verb, pk), {"reason": "x"}).status_code == 403
            assert api.post(f"/lots/{pk}/recall", {"reason": "x"}).status_code == 403
    else:
        assert api.post(f"/lots/{pk}/quarantine", {"reason": "Look"}).said["lot"]["standing"] == "quarantine"
        assert api.post(f"/lots/{pk}/quarantine", {"reason": "Look"}).said["code"] == "not-allowed"
        assert api.patch(f"/lots/{pk}", {"supplier_code": "S1"}).said["supplier_code"] == "S1"
        assert "Released." in desk.say(url("lot_release", pk), reason="Good")


def test_who_sees_some_warehouses_or_customers_sees_their_part_and_stops_nothing(shop: Shop) -> None:
    sell_milk(shop)
    pk = lot("L7").pk
    keeper = shop.keeper_of(shop.second_warehouse())
    page = keeper.see(url("lot", pk))
    assert "Nothing of it is in stock." in page and "Nobody got any of it." in page
    assert "Assam Imports" not in page and "Adler" not in page
    with unchanged("inventory"):
        assert keeper.client.post(url("lot_quarantine", pk), {"reason": "x"}).status_code == 403
    rep = Desk("rep", own_customers=True)
    assert "Nobody got any of it." in rep.see(url("lot", pk))
    assert rows_of(rep.get(f"{url('lot_deliveries')}?lot={pk}")) == []
    nobody = Api("")
    assert nobody.get(f"/lots/{pk}").status_code == 401


def test_a_lot_is_corrected_in_place(shop: Shop) -> None:
    shop.receive(shop.buy(("milk", 9)), "milk", 9, lot_code="L7", expires_on=date(2026, 4, 1))
    desk, pk = Desk("owner"), lot("L7").pk
    with unchanged("inventory"):
        given = {"expires_on": "2099-01-01", "version": "1"}
        assert "Say why the last day is another." in desk.say(url("lot_edit", pk), **given)
        assert "changed by someone else" in desk.say(
            url("lot_edit", pk), **{**given, "version": "9", "reason": "x"}
        )
    assert "Saved." in desk.say(url("lot_edit", pk), **given, reason="Misread", supplier_code="S 1")
    found = lot("L7")
    assert (found.expires_on, found.supplier_code, found.expired_at) == (date(2099, 1, 1), "S 1", None)
    assert "Misread" in text_of(desk.get(url("lot", pk)))


def test_lots_stand_under_stock(shop: Shop) -> None:
    seen = Desk("owner").get(url("lots")).content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page"', seen.partition("<main")[0]) == [url("stock")]
