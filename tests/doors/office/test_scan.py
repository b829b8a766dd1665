"""Scans at the office's door: what a text is, and what it does at the dock, on the walk and in an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, statements
from shop import Shop, open_shop, url
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db
CASE, PIECE, GS = "14006381333938", "4006381333931", "\x1d"


@pytest.fixture
def shop() -> Shop:
    """Milk is tracked by lot and comes in cases of twelve."""
    shop = open_shop()
    unit = UnitInput("crate", 12, gtin=CASE, is_case=True)
    catalog.add_unit(shop.by, item_id=shop.items["milk"], unit=unit)
    catalog.add_code(shop.by, item_id=shop.items["cup"], kind="gtin", code=PIECE)
    return shop


def _told(desk: Desk, text: str, **more: str) -> dict[str, Any]:
    told: dict[str, Any] = desk.client.get(url("scan"), {"text": text, **more}).json()
    return told


def test_each_thing_comes_with_its_address(shop: Shop) -> None:
    desk = Desk("owner")
    order = shop.buy(("milk", 24))
    number = shop.line(order, "milk").purchase_order.number
    told = _told(desk, f"]C101{CASE}10L7{GS}15271231")
    assert (told["lot"], told["expires"], told["best_before"], told["says"]) == ("L7", "", "2027-12-31", "")
    assert [(fit["label"], fit["unit"], fit["quantity"], fit["url"]) for fit in told["fits"]] == [
        ("milk", "crate", 12, url("item", shop.items["milk"]))
    ]
    place = shop.place("MAIN")
    assert [fit["url"] for fit in _told(desk, "main")["fits"]] == [url("place", place)]
    assert [fit["url"] for fit in _told(desk, number)["fits"]] == [url("purchase_order", order)]
    assert (
        _told(desk, "nothing-7")["says"]
        == "“nothing-7” is no item, no place and no document that is known here."
    )
    assert _told(desk, "main", warehouse=str(new_id(shop.by.now)))["fits"] == []


def test_nonsense_is_answered_and_costs_the_same(shop: Shop) -> None:
    desk = Desk("warehouse")
    _told(desk, "x1")  # what is looked up once in a process is not counted
    counts = set()
    for text in ("", "\x00", "x" * 1999, "(01)", f"(01){CASE}", "%00'\"--", "main", "٤٠٠٦٣٨١٣٣٣٩٣١"):
        with statements() as said:
            told = _told(desk, text)
        assert bool(told["fits"]) != bool(told["says"]), text
        counts.add(len(said))
    assert max(counts) <= 6, "session, user, grants, and three of the rooms"
    assert desk.client.get(url("scan"), {"text": "x" * 2001}).status_code in (302, 422)


def _at_dock(desk: Desk, order: UUID, text: str) -> dict[str, Any]:
    told: dict[str, Any] = desk.client.get(url("purchase_order_receive_lookup", order), {"code": text}).json()
    return told


def test_the_dock_counts_the_right_line_with_lot_and_expiry(shop: Shop) -> None:
    desk = Desk("warehouse")
    order = shop.buy(("milk", 24), ("tea", 5))
    (hit,) = _at_dock(desk, order, f"]C101{CASE}17271231" + "10L7")["items"]
    shown = ("code", "unit", "times", "units", "sets")
    assert {name: hit[name] for name in shown} == {
        "code": "milk", "unit": "piece", "times": 12, "units": ["piece"],
        "sets": {"lot_code": "L7", "expires_on": "2027-12-31", "best_before_on": ""},
    }  # fmt: skip
    (best,) = _at_dock(desk, order, f"]C101{CASE}15271231" + "10L7")["items"]
    assert best["sets"] == {"lot_code": "L7", "expires_on": "", "best_before_on": "2027-12-31"}
    (pallet,) = _at_dock(desk, order, f"(02){CASE}(37)2(10)L7")["items"]
    assert pallet["times"] == 24
    (tea,) = _at_dock(desk, order, "tea")["items"]
    assert tea["sets"] == {}, "tea has no lots"
    assert _at_dock(desk, order, "main")["place"] == "MAIN"
    says = {
        PIECE: "cup is not on this order.",
        "(01)04006381333932": "(01) GTIN “04006381333932” has a wrong check digit: 2 should be 1.",
        "what-7": "“what-7” is no item of this order and no place of its warehouse.",
        shop.line(
            order, "tea"
        ).purchase_order.number: f"“{shop.line(order, 'tea').purchase_order.number}” is no item"
        " of this order and no place of its warehouse.",
    }
    assert {text: _at_dock(desk, order, text)["says"] for text in says} == says


def test_the_walk_refuses_another_lot_and_takes_the_right_one(shop: Shop) -> None:
    desk = Desk("warehouse")
    shop.receive(shop.buy(("milk", 12)), "milk", 12, lot_code="L7")
    trade = shop.trade
    if not trade.customers:
        trade.add_customer()
    order = trade.order(("milk", 12))
    shipment = fulfilment.release_order(trade.by, shipment_id=new_id(timezone.now()), order_id=order.id)
    asked = url("shipment_pick_task", shipment.pk)
    with unchanged("fulfilment", "inventory"):
        assert desk.say(asked, scan=f"]C101{CASE}10L8") == "This is lot L8. Take lot L7 from MAIN."
        assert desk.say(asked, scan=PIECE) == "cup is not on the list, or already picked."
        assert desk.say(asked, scan="(01)05901234123457") == (
            "No item has the GTIN 05901234123457. Add it to the item under Codes, or scan another label."
        )
    desk.say(asked, scan=f"]C101{CASE}10l7{GS}17271231")
    assert [task.picked for task in fulfilment_queries.pick_list(shipment.pk)] == [12]


def test_an_order_counts_items_and_says_what_else_was_scanned(shop: Shop) -> None:
    desk = Desk("sales")
    address = url("order_items")
    told = desk.client.get(address, {"code": f"(02){CASE}(37)3"}).json()
    assert [(hit["code"], hit["unit"], hit["times"], hit["pieces"]["crate"]) for hit in told["items"]] == [
        ("milk", "crate", 3, [12, 1])
    ]
    assert desk.client.get(address, {"code": "MAIN"}).json() == {
        "items": [], "says": "MAIN is no item. It is: Place.",
    }  # fmt: skip
    catalog.discontinue_item(shop.by, item_id=shop.items["cup"])
    assert desk.client.get(address, {"code": PIECE}).json()["says"] == "cup is discontinued."


def test_counting_and_moving_pages_bear_what_a_scan_needs(shop: Shop) -> None:
    desk = Desk("warehouse")
    shop.receive(shop.buy(("milk", 12)), "milk", 12, lot_code="L7")
    item = shop.items["milk"]
    for name in ("stock_count", "stock_move"):
        page = desk.get(f"{url(name)}?item={item}").content.decode()
        assert 'data-scans="form"' in page
        assert f'"item": "{item}"' in page
    count = desk.get(f"{url('stock_count')}?item={item}").content.decode()
    assert f'data-scan-place="{shop.place("MAIN")}"' in count
    assert 'data-scan-lot="L7"' in count
