"""A hall has zones and aisles; places are sorted, closed and opened again, and scrap is kept but not for sale."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from small_warehouse import differences
from trade import Trade
from tradepost.base import feed, sql
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import AdjustInput, MoveInput, NotEmpty, NotFreeToMove, PlaceIsClosed
from tradepost.domain.inventory.models import Place, Zone
from tradepost.domain.inventory.queries import AisleFill, ZoneFill
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade(db: None) -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    return trade


def zone(trade: Trade, code: str = "COLD", name: str = "Cold room") -> Zone:
    return inventory.create_zone(
        trade.by, zone_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, code=code, name=name
    )


def hall(trade: Trade, codes: str = "A-01-01 .. A-02-03", **given: object) -> None:
    inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes=codes, **given)  # type: ignore[arg-type]


def place(trade: Trade, code: str) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse_id, code=code).id


def move(trade: Trade, quantity: int, source: str, to: str) -> None:
    line = MoveInput(trade.items["tea"], quantity, place(trade, source), place(trade, to))
    inventory.move_stock(
        trade.by, posting_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, lines=[line]
    )


def test_a_pattern_of_places_gets_its_zone_and_its_aisles_at_once(trade: Trade) -> None:
    cold = zone(trade)
    hall(trade, zone_id=cold.pk, pick_sequence=100)
    assert inventory_queries.zones_of(trade.warehouse_id) == [
        ZoneFill(cold.pk, "COLD", "Cold room", 6, 6),
        ZoneFill(None, "", "", 4, 3),
    ]
    assert inventory_queries.aisles_in(trade.warehouse_id, cold.pk) == [
        AisleFill("A-01", 3, 3), AisleFill("A-02", 3, 3),
    ]  # fmt: skip
    assert inventory_queries.aisles_in(trade.warehouse_id, None) == [AisleFill("", 4, 3)]
    found = inventory_queries.PLACES.page(trade.by, filters={"zone": [str(cold.pk)], "aisle": ["A-02"]}).rows
    assert [row.code for row in found] == ["A-02-01", "A-02-02", "A-02-03"]


def test_places_that_are_there_are_put_into_a_zone_and_walked_anew(trade: Trade) -> None:
    hall(trade, pick_sequence=5000)
    cold = zone(trade)
    assert inventory.zone_places(trade.by, zone_id=cold.pk, codes="a-01-02 .. a-09-03") == 4
    assert Place.objects.get(code="A-01-02").pick_sequence == 5010, (
        "the walk stays when nobody says otherwise"
    )
    again = {"zone_id": cold.pk, "codes": "A-01-01 .. A-02-03", "there_and_back": True}
    assert inventory.zone_places(trade.by, pick_sequence=100, **again) == 6
    walk = Place.objects.filter(zone=cold).order_by("pick_sequence").values_list("code", "pick_sequence")
    assert list(walk) == [
        ("A-01-01", 100), ("A-01-02", 110), ("A-01-03", 120), ("A-02-03", 130), ("A-02-02", 140), ("A-02-01", 150),
    ]  # fmt: skip
    names = [event.name for event in feed.about([cold.pk])]
    assert names == ["inventory.places_zoned", "inventory.places_zoned", "inventory.zone_made"]


def test_a_thousand_places_are_zoned_in_as_many_statements_as_one(trade: Trade) -> None:
    cold = zone(trade)
    hall(trade, "C-001 .. C-999")
    counts = []
    for codes in ("C-001", "C-001 .. C-999"):
        with CaptureQueriesContext(connection) as captured:
            inventory.zone_places(trade.by, zone_id=cold.pk, codes=codes, pick_sequence=0)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_zone_is_called_otherwise_and_its_code_is_its_own(trade: Trade) -> None:
    cold, dry = zone(trade), zone(trade, "DRY", "Dry goods")
    changed = inventory.change_zone(trade.by, zone_id=cold.pk, version=1, name="  Deep  freeze ")
    assert (changed.name, changed.version) == ("Deep freeze", 2)
    for given, refusal in (
        ({"code": "dry"}, Invalid), ({"name": " "}, Invalid), ({"name": "X", "version": 1}, ChangedMeanwhile),
    ):  # fmt: skip
        with unchanged("inventory"), pytest.raises(refusal):
            inventory.change_zone(trade.by, zone_id=cold.pk, **given)  # type: ignore[arg-type]
    with unchanged("inventory"), pytest.raises(Invalid):
        zone(trade, "Dry")
    with unchanged("inventory"), pytest.raises(Invalid, match="Make the places first"):
        inventory.zone_places(trade.by, zone_id=dry.pk, codes="Z-1")


def test_a_place_stands_in_a_zone_of_its_own_warehouse(trade: Trade) -> None:
    east = inventory.create_warehouse(trade.by, warehouse_id=new_id(trade.by.now), code="EAST", name="East")
    there = inventory.create_zone(
        trade.by, zone_id=new_id(trade.by.now), warehouse_id=east.pk, code="COLD", name="Cold"
    )
    with unchanged("inventory"), pytest.raises(Invalid, match="not in the warehouse"):
        hall(trade, zone_id=there.pk)
    with unchanged("inventory"), pytest.raises(Invalid, match="not in the warehouse"):
        inventory.change_place(trade.by, place_id=place(trade, "MAIN"), zone_id=there.pk)
    with pytest.raises(IntegrityError, match="place_zone_is_of_its_warehouse"), transaction.atomic():
        sql.run(
            "update inventory_place set zone_id = %s where warehouse_id = %s", [there.pk, trade.warehouse_id]
        )


def test_a_place_is_changed_and_another_kind_only_while_it_is_empty(trade: Trade) -> None:
    hall(trade)
    pk = place(trade, "A-01-01")
    changed = inventory.change_place(trade.by, place_id=pk, code="B-01-01", kind="scrap", pick_sequence=7)
    assert (changed.code, changed.kind, changed.pick_sequence, changed.version) == ("B-01-01", "scrap", 7, 2)
    assert Place.objects.get(pk=pk).aisle == "B-01"
    main = place(trade, "MAIN")
    for given, refusal in (
        ({"kind": "quarantine"}, NotEmpty), ({"kind": "customer"}, Invalid), ({"code": "b-01-01"}, Invalid),
        ({"code": "X" * 41}, Invalid), ({"pick_sequence": 1, "version": 5}, ChangedMeanwhile),
    ):  # fmt: skip
        with unchanged("inventory"), pytest.raises(refusal):
            inventory.change_place(trade.by, place_id=main, **given)  # type: ignore[arg-type]
    with unchanged("inventory"), pytest.raises(NotFound):
        inventory.change_place(trade.by, place_id=place(trade, "CUSTOMERS"), code="X")


def test_a_place_is_closed_when_it_is_empty_and_takes_nothing_until_it_is_opened(trade: Trade) -> None:
    hall(trade)
    pk = place(trade, "A-01-01")
    with unchanged("inventory"), pytest.raises(NotEmpty, match="Move what lies there first"):
        inventory.close_place(trade.by, place_id=place(trade, "MAIN"))
    for _ in range(2):
        assert inventory.close_place(trade.by, place_id=pk).closed_at == trade.by.now
    with unchanged("inventory"), pytest.raises(PlaceIsClosed, match="A-01-01 is closed"):
        move(trade, 3, "MAIN", "A-01-01")
    with unchanged("inventory"), pytest.raises(PlaceIsClosed):
        inventory.adjust(
            trade.by,
            posting_id=new_id(trade.by.now),
            warehouse_id=trade.warehouse_id,
            lines=[AdjustInput(trade.items["tea"], pk, 2)],
            reason="found",
        )
    assert pk not in {one.pk for one in inventory_queries.places(trade.warehouse_id)}
    for _ in range(2):
        assert inventory.reopen_place(trade.by, place_id=pk).closed_at is None
    move(trade, 3, "MAIN", "A-01-01")
    names = [event.name for event in feed.about([pk])]
    assert names == ["inventory.place_reopened", "inventory.place_closed"]


def test_the_main_bin_may_be_closed_when_another_takes_its_part(trade: Trade) -> None:
    hall(trade, "B-01")
    move(trade, 20, "MAIN", "B-01")
    inventory.close_place(trade.by, place_id=place(trade, "MAIN"))
    trade.receive(("tea", 5, "2"))
    (shelf,) = inventory_queries.shelves_of(trade.items["tea"], trade.warehouse_id)
    assert (shelf.place_code, shelf.on_hand) == ("B-01", 25)


def test_goods_in_a_closed_place_are_found_by_verify(trade: Trade) -> None:
    sql.run("update inventory_place set closed_at = %s where id = %s", [trade.by.now, place(trade, "MAIN")])
    assert any("closed place" in found for found in differences())


def test_scrap_is_kept_and_worth_something_but_promised_to_nobody(trade: Trade) -> None:
    trade.add_customer()
    hall(trade, "SCRAP", kind="scrap")
    trade.order(("tea", 15))
    with unchanged("inventory"), pytest.raises(NotFreeToMove, match="promised"):
        move(trade, 6, "MAIN", "SCRAP")
    move(trade, 5, "MAIN", "SCRAP")
    position = inventory_queries.position_of(trade.items["tea"])[0]
    assert (position.on_hand, position.unsellable, position.available) == (15, 5, 0)
    assert position.value == 120
    late = trade.order(("tea", 2))
    assert trade.cover(late)[0]["backordered"] == 2
    inventory.adjust(
        trade.by,
        posting_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[AdjustInput(trade.items["tea"], place(trade, "SCRAP"), -5)],
        reason="thrown away",
    )
    position = inventory_queries.position_of(trade.items["tea"])[0]
    assert (position.on_hand, position.unsellable, position.value) == (15, 0, 90)
    assert differences() == []


def test_from_scrap_to_quarantine_nothing_becomes_sellable(trade: Trade) -> None:
    hall(trade, "SCRAP", kind="scrap")
    move(trade, 5, "MAIN", "SCRAP")
    move(trade, 5, "SCRAP", "QUARANTINE")
    position = inventory_queries.position_of(trade.items["tea"])[0]
    assert (position.on_hand, position.unsellable) == (15, 5)
    move(trade, 5, "QUARANTINE", "MAIN")
    assert trade.stock("tea")["on_hand"] == 20
    assert differences() == []


def test_the_plan_shows_every_place_once_part_by_part(trade: Trade) -> None:
    cold = zone(trade)
    hall(trade, "A-01-01 .. A-03-05", zone_id=cold.pk)
    move(trade, 4, "MAIN", "A-01-02")
    inventory.fix_bin(trade.by, item_id=trade.items["tea"], place_id=place(trade, "A-01-02"), max_quantity=4)
    move(trade, 1, "MAIN", "A-02-01")
    inventory.close_place(trade.by, place_id=place(trade, "A-03-05"))
    seen = []
    for part in (1, 2, 3):
        cells, count = inventory_queries.plan_of(trade.warehouse_id, cold.pk, part=part, limit=7)
        assert count == 15
        seen += cells
    assert [one.code for one in seen] == [f"A-{n:02d}-{m:02d}" for n in range(1, 4) for m in range(1, 6)]
    assert {one.code: one.fill for one in seen if one.fill != "empty"} == {
        "A-01-02": "full", "A-02-01": "some", "A-03-05": "closed",
    }  # fmt: skip
    assert inventory_queries.plan_of(trade.warehouse_id, cold.pk, part=9, limit=7) == ([], 0)


def test_only_one_of_closing_and_filling_a_place_happens(trade: Trade) -> None:
    """Whoever fills holds the key of the row; closing asks for the row itself."""
    with CaptureQueriesContext(connection) as captured:
        move(trade, 1, "MAIN", "PACKING")
        inventory.close_place(trade.by, place_id=place(trade, "QUARANTINE"))
    said = [query["sql"].lower() for query in captured.captured_queries]
    assert any("inventory_place" in one and "for key share" in one for one in said)
    assert any("inventory_place" in one and one.rstrip().endswith("for update") for one in said)
    with pytest.raises(Refusal):
        move(trade, 1, "MAIN", "QUARANTINE")
