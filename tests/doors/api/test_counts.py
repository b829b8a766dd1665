"""Counts over the API: a scanner counts blind, another disagrees, an owner approves."""

from __future__ import annotations

import pytest

from counted import Floor, open_floor
from doors.api.people import sign_in
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    return open_floor()


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def counted(floor: Floor, quantity: int, sku: str = "cup", code: str = "A-02") -> dict[str, object]:
    line = {"place_id": str(floor.bin(code)), "item_id": str(floor.trade.items[sku]), "quantity": quantity}
    return {"lines": [line]}


def test_a_scanner_counts_another_disagrees_and_an_owner_approves(floor: Floor, settings) -> None:
    settings.COUNT_LIMIT = 5
    worker, second = (
        sign_in(GrantInput("warehouse"), name="Ann"),
        sign_in(GrantInput("warehouse"), name="Ben"),
    )
    owner = sign_in(GrantInput("owner"))
    asked = {"warehouse_id": str(floor.trade.warehouse_id), "scope": "items",
             "item_ids": [str(floor.trade.items["cup"])]}  # fmt: skip
    made = ok(worker.post("/counts", asked), 201)
    path = f"/counts/{made['id']}"
    assert ok(worker.post(f"{path}/start"))["lines_count"] == 1
    told = ok(worker.post(f"{path}/entries", counted(floor, 28), Idempotency_Key="scan-1"))
    assert (told["counted_count"], told["differing_count"]) == (1, None)
    assert ok(worker.post(f"{path}/entries", counted(floor, 28), Idempotency_Key="scan-1")) == told
    (line,) = ok(owner.get(f"{path}/lines"))["items"]
    assert (line["place_code"], line["state"], line["book"], line["counted"]) == (
        "A-02",
        "counted",
        None,
        None,
    )
    assert ok(owner.get(f"{path}/entries"))["items"] == []
    assert ok(second.post(f"{path}/entries", counted(floor, 27)))["recount_count"] == 1
    with unchanged("counting"):
        assert ok(worker.post(f"{path}/finish"), 409)["code"] == "count-again"
    assert ok(second.post(f"{path}/entries", counted(floor, 28)))["recount_count"] == 0
    assert ok(worker.post(f"{path}/finish"))["differing_count"] == 1
    (line,) = ok(worker.get(f"{path}/lines?differs=yes"))["items"]
    assert (line["expected"], line["counted"], line["difference"], line["value"]) == (30, 28, -2, None)
    with unchanged("counting", "inventory", "accounts"):
        refused = ok(worker.post(f"{path}/post"), 409)
    assert (refused["code"], refused["facts"]) == ("above-your-limit", {"limit": "5"})
    done = ok(owner.post(f"{path}/post", {"reason": "autumn"}))
    assert (done["state"], done["value"], done["lost_value"]) == ("posted", "-10.00", "10.00")
    assert len(ok(worker.get(f"{path}/entries?sort=made"))["items"]) == 3
    assert [row["quantity"] for row in ok(owner.get("/moves?kind=count"))["items"]] == [2]
    assert ok(worker.get(f"{path}/lines?sort=value"), 403)
    assert [row["id"] for row in ok(worker.get("/counts?state=posted"))["items"]] == [made["id"]]


def test_a_zone_is_counted_by_its_id(floor: Floor) -> None:
    owner, warehouse = sign_in(GrantInput("owner")), str(floor.trade.warehouse_id)
    zone = ok(owner.post(f"/warehouses/{warehouse}/zones", {"code": "COLD", "name": "Cold room"}), 201)["id"]
    ok(owner.post(f"/zones/{zone}/places", {"codes": "A-02"}))
    made = ok(owner.post("/counts", {"warehouse_id": warehouse, "scope": "zone", "zone_id": zone}), 201)
    assert (made["zone_id"], made["zone"]) == (zone, "")
    assert ok(owner.post(f"/counts/{made['id']}/start"))["lines_count"] == 2
    with unchanged("counting"):
        both = {"warehouse_id": warehouse, "scope": "zone", "zone_id": zone, "zone": "A-01"}
        ok(owner.post("/counts", both), 422)


def test_another_warehouse_has_no_such_count(floor: Floor) -> None:
    one = floor.plan()
    far = inventory.create_warehouse(floor.by(0), warehouse_id=floor.bin("A-01"), code="E", name="E")
    keeper = sign_in(GrantInput("warehouse", "warehouse", far.id))
    path = f"/counts/{one.id}"
    with unchanged("counting"):
        for name in ("", "/lines", "/entries"):
            ok(keeper.get(f"{path}{name}"), 404)
        for verb in ("start", "finish", "reopen", "post"):
            ok(keeper.post(f"{path}/{verb}"), 404)
        ok(keeper.post(f"{path}/entries", counted(floor, 1)), 404)
        ok(keeper.post("/counts", {"warehouse_id": str(floor.trade.warehouse_id)}), 404)
    assert ok(keeper.get("/counts"))["items"] == []
