"""Zones, places, bins of an item's own and put-away over the API."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID, uuid4

import pytest

from doors.api.people import Api, sign_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Place
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def place(trade: Trade, code: str) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse_id, code=code).id


def test_a_hall_is_zoned_and_its_places_are_changed_closed_and_opened(trade: Trade, api: Api) -> None:
    worker = sign_in(GrantInput("warehouse"))
    here = f"/warehouses/{trade.warehouse_id}"
    cold = ok(worker.post(f"{here}/zones", {"code": "COLD", "name": "Cold room"}), 201)
    hall = {"codes": "A-01-01 .. A-02-02", "zone_id": cold["id"]}
    assert ok(worker.post(f"{here}/places/many", hall)) == {"made": 4, "known": 0}
    assert ok(worker.post(f"/zones/{cold['id']}/places", {"codes": "MAIN", "pick_sequence": 7})) == {
        "places": 1
    }
    assert ok(worker.patch(f"/zones/{cold['id']}", {"name": "Frost"}))["name"] == "Frost"
    assert [row["name"] for row in ok(worker.get("/zones"))["items"]] == ["Frost"]
    rows = ok(worker.get(f"/places?zone={cold['id']}&aisle=A-01"))["items"]
    assert [(row["code"], row["aisle"], row["closed_at"]) for row in rows] == [
        ("A-01-01", "A-01", None), ("A-01-02", "A-01", None),
    ]  # fmt: skip
    path = f"/places/{rows[0]['id']}"
    changed = ok(worker.patch(path, {"code": "Z-9", "zone_id": None, "kind": "scrap"}))
    assert (changed["code"], changed["zone_id"], changed["kind"], changed["version"]) == (
        "Z-9",
        None,
        "scrap",
        2,
    )
    with unchanged("inventory"):
        assert (
            ok(worker.patch(path, {"pick_sequence": 1}, If_Match='"1"'), 412)["code"] == "changed-meanwhile"
        )
        assert ok(worker.post(f"/places/{place(trade, 'MAIN')}/close"), 409)["code"] == "not-empty"
    assert ok(worker.post(f"{path}/close"))["closed_at"]
    assert [row["code"] for row in ok(worker.get("/places?closed=yes"))["items"]] == ["Z-9"]
    asked = {
        "warehouse_id": str(trade.warehouse_id),
        "lines": [{"item_id": str(trade.items["tea"]), "quantity": 1,
                   "from_place_id": str(place(trade, "MAIN")), "to_place_id": rows[0]["id"]}],
    }  # fmt: skip
    with unchanged("inventory"):
        assert ok(worker.post("/stock/moves", asked), 409)["code"] == "place-is-closed"
    assert ok(worker.post(f"{path}/reopen"))["closed_at"] is None
    with unchanged("inventory"):
        assert ok(worker.patch(here, {"receives_into": "dock"}), 403)
    assert ok(api.patch(here, {"receives_into": "dock"}))["receives_into"] == "dock"


def test_what_waits_is_told_with_where_it_goes_and_a_move_does_it(trade: Trade, api: Api) -> None:
    inventory.create_places(trade.by, warehouse_id=trade.warehouse_id, codes="A-01 .. A-03")
    own, dock = place(trade, "A-02"), place(trade, "RECEIVING")
    path = f"/places/{own}/items/{trade.items['tea']}"
    fixed = ok(api.put(path, {"max_quantity": 8}))
    assert (fixed["place_code"], fixed["sku"], fixed["max_quantity"], fixed["on_hand"]) == (
        "A-02",
        "tea",
        8,
        0,
    )
    line = inventory.ReceivedInput(trade.items["tea"], 10, D(10), place_id=dock)
    inventory.receive(
        trade.by, subject_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, lines=[line]
    )
    (row,) = ok(api.get("/put-away"))["items"]
    assert (row["sku"], row["quantity"], row["from_place"], row["lot"]) == ("tea", 10, "RECEIVING", None)
    assert [(one["place_code"], one["quantity"], one["why"]) for one in row["to"]] == [
        ("A-02", 8, "fixed"), ("MAIN", 2, "same_item"),
    ]  # fmt: skip
    lines = [
        {"item_id": row["item_id"], "quantity": one["quantity"], "from_place_id": row["from_place_id"],
         "to_place_id": one["place_id"]}
        for one in row["to"]
    ]  # fmt: skip
    ok(api.post("/stock/moves", {"warehouse_id": row["warehouse_id"], "lines": lines}), 201)
    assert ok(api.get("/put-away"))["items"] == []
    assert [one["on_hand"] for one in ok(api.get(f"/fixed-bins?place={own}"))["items"]] == [8]
    assert ok(api.post(f"{path}/free"))["code"] == "A-02"
    assert ok(api.get("/fixed-bins"))["items"] == []
    with unchanged("inventory"):
        assert ok(api.put(f"/places/{dock}/items/{trade.items['tea']}", {}), 422)
        assert ok(api.put(f"/places/{own}/items/{uuid4()}", {}), 404)


def test_the_plan_of_a_zone_tells_what_lies_in_each_place(trade: Trade) -> None:
    worker = sign_in(GrantInput("warehouse"))
    here = f"/warehouses/{trade.warehouse_id}"
    cold = ok(worker.post(f"{here}/zones", {"code": "COLD", "name": "Cold room"}), 201)
    ok(worker.post(f"{here}/places/many", {"codes": "A-01-01 .. A-01-03", "zone_id": cold["id"]}))
    plan = ok(worker.get(f"{here}/plan?zone_id={cold['id']}"))
    assert [(cell["code"], cell["aisle"], cell["fill"]) for cell in plan["cells"]] == [
        ("A-01-01", "A-01", "empty"), ("A-01-02", "A-01", "empty"), ("A-01-03", "A-01", "empty"),
    ]  # fmt: skip
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 2,
              "from_place_id": str(place(trade, "MAIN")), "to_place_id": plan["cells"][1]["place_id"]}]  # fmt: skip
    ok(worker.post("/stock/moves", {"warehouse_id": str(trade.warehouse_id), "lines": lines}), 201)
    plan = ok(worker.get(f"{here}/plan?zone_id={cold['id']}"))
    assert (plan["places"], [cell["fill"] for cell in plan["cells"]]) == (3, ["empty", "some", "empty"])
    assert ok(worker.get(f"{here}/plan?zone_id={cold['id']}&part=2"))["cells"] == []
    assert "MAIN" in [cell["code"] for cell in ok(worker.get(f"{here}/plan"))["cells"]]
    assert ok(worker.get(f"/warehouses/{uuid4()}/plan"), 404)
    assert ok(worker.get(f"{here}/plan?part=0"), 422)


def test_another_warehouse_is_not_there_for_who_is_limited_to_one(trade: Trade) -> None:
    east = inventory.create_warehouse(trade.by, warehouse_id=new_id(trade.by.now), code="EAST", name="East")
    cold = inventory.create_zone(
        trade.by, zone_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, code="C", name="Cold"
    )
    keeper = sign_in(GrantInput("warehouse", "warehouse", east.pk))
    with unchanged("inventory"):
        for answer in (
            keeper.post(f"/warehouses/{trade.warehouse_id}/zones", {"code": "X", "name": "X"}),
            keeper.patch(f"/zones/{cold.pk}", {"name": "X"}),
            keeper.post(f"/zones/{cold.pk}/places", {"codes": "MAIN"}),
            keeper.patch(f"/places/{place(trade, 'MAIN')}", {"code": "X"}),
            keeper.post(f"/places/{place(trade, 'MAIN')}/close"),
            keeper.put(f"/places/{place(trade, 'MAIN')}/items/{trade.items['tea']}", {}),
        ):
            assert answer.status_code == 404, answer.said
    assert keeper.get("/zones").said["items"] == []
