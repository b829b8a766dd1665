"""One text, and what it is: items by any barcode, places, documents; and never more than somebody may see."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports.queries import Scanned, scanned, scanned_one
from tradepost.domain.sales import queries as sales_queries

pytestmark = pytest.mark.django_db
PIECE, CASE, LOOSE = "4006381333931", "14006381333938", "09506000134352"
GS = "\x1d"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA-100", "CUP-200", stock=100)
    trade.add_items("RICE", base_unit="gram", stock=100)
    tea, rice = trade.items["TEA-100"], trade.items["RICE"]
    catalog.add_code(trade.by, item_id=tea, kind="gtin", code=PIECE)
    catalog.add_unit(trade.by, item_id=tea, unit=UnitInput("case", 12, gtin=CASE, is_case=True))
    catalog.add_code(trade.by, item_id=tea, kind="own", code="OUR-1")
    catalog.add_code(trade.by, item_id=rice, kind="gtin", code=LOOSE)
    trade.add_customer("Café Blum")
    return trade


def _fits(found: Scanned) -> list[tuple[Any, ...]]:
    return [(fit.kind, fit.label, fit.unit, fit.times, fit.quantity) for fit in found.fits]


def test_every_way_to_say_an_item(trade: Trade) -> None:
    piece = [("item", "TEA-100", "piece", 1, 1)]
    case = [("item", "TEA-100", "case", 1, 12)]
    asked = {
        "tea-100": piece, " OUR-1 ": piece, PIECE: piece, f"0{PIECE}": piece, f"]E0{PIECE}": piece,
        CASE: case, f"]I1{CASE}": case, f"(01){CASE}": case, f"]C101{CASE}10L7{GS}17271231": case,
        f"https://id.gs1.org/01/{CASE}/10/L7": case,
        f"(01){CASE}(30)7": [("item", "TEA-100", "piece", 7, 7)],
        f"(02){CASE}(37)4": [("item", "TEA-100", "case", 4, 48)],
        f"]C100340123456789012340{GS}02{CASE}3704": [("item", "TEA-100", "case", 4, 48)],
        f"(01){LOOSE}(3103)001250": [("item", "RICE", "gram", 1250, 1250)],
        f"(01){LOOSE}(3105)000001": [("item", "RICE", "gram", 0, None)],
        f"(01){CASE}(3102)000250": case,
    }  # fmt: skip
    assert {
        text: _fits(one) for text, one in zip(asked, scanned(trade.by, list(asked)), strict=True)
    } == asked


def test_what_the_barcode_says_beside_the_item_is_carried_along(trade: Trade) -> None:
    text = f"]d201{CASE}17270331" + f"10L7/3{GS}21S-9{GS}3102000250"
    scan = scanned_one(trade.by, text).scan
    assert (scan.lot, scan.expires_on, scan.serial, scan.weight_kg) == (
        "L7/3", date(2027, 3, 31), "S-9", D("2.50"),
    )  # fmt: skip
    pallet = scanned_one(trade.by, f"(00)340123456789012340(02){CASE}(37)4(10)L8")
    assert (pallet.scan.sscc, pallet.scan.lot, pallet.item and pallet.item.quantity) == (
        "340123456789012340", "L8", 48,
    )  # fmt: skip


def test_what_is_not_known_says_so_and_what_to_do(trade: Trade) -> None:
    says = {
        "": "Nothing was scanned.",
        "nobody's": "“nobody's” is no item, no place and no document that is known here.",
        "]E05901234123457": "No item has the GTIN 05901234123457. Add it to the item under Codes,"
        " or scan another label.",
        "(00)340123456789012340": "No package is known by the SSCC 340123456789012340."
        " Nobody announced it: scan the items inside.",
        "(10)L7": "This barcode names no item. Scan the one with the item's number too.",
        "(01)04006381333932": "(01) GTIN “04006381333932” has a wrong check digit: 2 should be 1.",
        "x" * 200: f"“{'x' * 79}…” is no item, no place and no document that is known here.",
        "tea\x00-100x": "“tea-100x” is no item, no place and no document that is known here.",
    }
    assert {text: scanned_one(trade.by, text).says for text in says} == says
    assert all(not one.fits for one in scanned(trade.by, list(says)))


def test_places_documents_and_all_that_a_text_may_mean(trade: Trade) -> None:
    by = trade.by
    inventory.create_place(
        by, place_id=new_id(by.now), warehouse_id=trade.warehouse_id, code="A-01-03", kind="bin"
    )
    south = inventory.create_warehouse(by, warehouse_id=new_id(by.now), code="SOUTH", name="South")
    inventory.create_place(by, place_id=new_id(by.now), warehouse_id=south.id, code="a-01-03", kind="bin")
    catalog.add_code(by, item_id=trade.items["CUP-200"], kind="own", code="A-01-03")
    order = trade.order(("TEA-100", 5))
    found, of_south, order_found = (
        scanned_one(by, "a-01-03"),
        scanned_one(by, "A-01-03", warehouse_id=south.id),
        scanned_one(by, order.number.lower()),
    )
    assert [(fit.kind, fit.label, fit.detail) for fit in found.fits] == [
        ("item", "CUP-200", "Cup-200"), ("place", "A-01-03", "Main warehouse"), ("place", "a-01-03", "South"),
    ]  # fmt: skip
    assert found.place is None, "two are called so"
    assert found.item is not None
    assert of_south.place is not None
    assert of_south.place.warehouse_id == south.id
    assert [(fit.kind, fit.id, fit.detail) for fit in order_found.fits] == [("order", order.pk, "Café Blum")]


def test_a_partners_own_codes_count_only_for_the_partner(trade: Trade) -> None:
    party = new_id(trade.by.now)
    catalog.add_code(
        trade.by, item_id=trade.items["CUP-200"], kind="supplier", code="TEA-100", party_id=party
    )
    labels = [fit.label for fit in scanned_one(trade.by, "TEA-100", party_id=party).fits]
    assert labels == ["CUP-200", "TEA-100"], "theirs first, and that it may be ours is told"
    assert [fit.label for fit in scanned_one(trade.by, "TEA-100").fits] == ["TEA-100"]


def _seen(by: By, *texts: str) -> list[list[str]]:
    return [[fit.kind for fit in one.fits] for one in scanned(by, texts)]


def test_nobody_learns_of_what_they_may_not_see(trade: Trade) -> None:
    by = trade.by
    south = inventory.create_warehouse(by, warehouse_id=new_id(by.now), code="SOUTH", name="South")
    inventory.create_place(by, place_id=new_id(by.now), warehouse_id=south.id, code="S-99", kind="bin")
    order = trade.order(("TEA-100", 5))
    texts = ("TEA-100", "S-99", order.number)
    as_role = lambda role, **scope: replace(by, roles=frozenset({role}), scope=scope)  # noqa: E731
    assert _seen(by, *texts) == [["item"], ["place"], ["order"]]
    assert _seen(as_role("rep", rep=new_id(by.now)), *texts) == [["item"], ["place"], []]
    assert _seen(as_role("warehouse", warehouse=trade.warehouse_id), *texts) == [["item"], [], ["order"]]
    assert _seen(as_role("warehouse", warehouse=south.id), *texts) == [["item"], ["place"], []]
    assert _seen(replace(by, roles=frozenset()), *texts) == [[], [], []]
    hidden, absent = scanned(as_role("rep", rep=new_id(by.now)), [order.number, "SO-999999"])
    assert hidden.says == absent.says.replace("SO-999999", order.number)


def test_three_statements_for_one_text_and_for_a_thousand(trade: Trade) -> None:
    trade.order(("TEA-100", 5))
    numbers = [row.number for row in sales_queries.ORDERS.page(trade.by).rows]
    places = [place.code for place in inventory_queries.places(trade.warehouse_id)]
    many = [*numbers, *places, PIECE, CASE, *[f"CODE-{number}" for number in range(1000)]]
    counts = []
    for texts in (["TEA-100"], many, many * 3):
        with CaptureQueriesContext(connection) as said:
            found = scanned(trade.by, texts)
        counts.append(len(said))
        assert len(found) == len(texts)
    assert counts == [3, 3, 3]


def test_every_vector_of_gs1_is_answered(trade: Trade, shared: Path) -> None:
    vectors = json.loads((shared / "data/gs1/gs1_engine_vectors_a.json").read_text())
    texts = [given for one in vectors for given in one["args"] if isinstance(given, str)]
    found = scanned(trade.by, texts)
    assert len(found) > 300
    assert all(bool(one.fits) != bool(one.says) for one in found)


def test_a_discontinued_item_is_known_and_says_so(trade: Trade) -> None:
    catalog.discontinue_item(trade.by, item_id=trade.items["CUP-200"])
    catalog.add_code(trade.by, item_id=trade.items["CUP-200"], kind="own", code="CUP-OLD")
    item = scanned_one(trade.by, "CUP-OLD").item
    assert item is not None
    assert (item.label, item.state) == ("CUP-200", "discontinued")
