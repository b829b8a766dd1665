"""Corrections, reasons, turnover, stock-outs and why over the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from counted import Floor, open_floor
from doors.api.people import sign_in
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.reports import commands as reports
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    """Twenty tea at 2 lie in A-01, ten in A-02, thirty cups at 5 in A-02."""
    return open_floor()


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, str(response.said)
    return response.said


def asked(floor: Floor, delta: int = -2, **given: Any) -> dict[str, Any]:
    line = {"item_id": str(floor.trade.items["tea"]), "place_id": str(floor.bin("A-01")), "delta": delta}
    return {
        "warehouse_id": str(floor.trade.warehouse_id),
        "reason_code": "damaged",
        "reason": "wet",
        "lines": [line],
        **given,
    }


def test_a_correction_waits_above_the_limit_and_is_approved(floor: Floor, settings: Any) -> None:
    settings.CORRECTION_LIMITS = {"warehouse": 5}
    worker, owner = sign_in(GrantInput("warehouse")), sign_in(GrantInput("owner"))
    small = ok(worker.post("/stock/corrections", asked(floor)), 201)
    assert (small["state"], small["kind"], small["account"], small["value"]) == (
        "posted",
        "scrap",
        "5910",
        None,
    )
    pk = str(new_id(floor.trade.by.now))
    for _ in range(2):
        made = ok(worker.post("/stock/corrections", asked(floor, -3, id=pk)), 201)
        assert (made["id"], made["state"]) == (pk, "waiting")
    path = f"/stock/corrections/{pk}"
    with unchanged("corrections", "inventory", "accounts"):
        assert ok(worker.post(f"{path}/approve"), 409)["code"] == "above-your-limit"
        assert ok(worker.get("/stock/corrections?sort=value"), 403)
        stale = owner.post(f"{path}/approve", If_Match='"7"')
        assert stale.status_code == 412
    done = ok(owner.post(f"{path}/approve"))
    assert (done["state"], done["value"], done["lost_value"]) == ("posted", "-6.00", "6.00")
    (line,) = ok(owner.get(f"{path}/lines"))["items"]
    assert (line["sku"], line["place_code"], line["quantity"], line["value"]) == ("tea", "A-01", -3, "-6.00")
    assert [row["quantity"] for row in ok(owner.get(f"/moves?posting={pk}"))["items"]] == [3]
    other = ok(worker.post("/stock/corrections", asked(floor, -4)), 201)["id"]
    with unchanged("corrections"):
        ok(worker.post(f"/stock/corrections/{other}/decline", {"reason": ""}), 422)
    assert ok(worker.post(f"/stock/corrections/{other}/decline", {"reason": "count"}))["state"] == "declined"
    assert [row["id"] for row in ok(worker.get("/stock/corrections?state=declined"))["items"]] == [other]


def test_reasons_are_told_and_kept_by_owners_only(floor: Floor) -> None:
    worker, owner = sign_in(GrantInput("warehouse")), sign_in(GrantInput("owner"))
    shipped = ok(worker.get("/stock/correction-reasons"))
    assert [one["code"] for one in shipped][:2] == ["counted", "damaged"]
    fair = {"code": "fair", "name": "Fair", "kind": "give_away", "account": "5920"}
    with unchanged("corrections"):
        ok(worker.post("/stock/correction-reasons", fair), 403)
        ok(owner.post("/stock/correction-reasons", {**fair, "account": "1000"}), 422)
        ok(worker.post("/stock/corrections", asked(floor, reason_code="nobody")), 422)
    assert ok(owner.post("/stock/correction-reasons", fair)) == {**fair, "is_open": True}
    assert ok(worker.get("/stock/correction-reasons"))[-1]["code"] == "fair"


def test_another_warehouse_has_no_such_correction_and_no_such_why(floor: Floor) -> None:
    worker = sign_in(GrantInput("warehouse"))
    pk = ok(worker.post("/stock/corrections", asked(floor)), 201)["id"]
    far = inventory.create_warehouse(floor.by(0), warehouse_id=floor.bin("A-01"), code="E", name="E")
    keeper = sign_in(GrantInput("warehouse", "warehouse", far.id))
    with unchanged("corrections", "inventory"):
        for path in (f"/stock/corrections/{pk}", f"/stock/corrections/{pk}/lines"):
            ok(keeper.get(path), 404)
        for verb in ("approve", "decline"):
            ok(keeper.post(f"/stock/corrections/{pk}/{verb}", {"reason": "x"}), 404)
        ok(keeper.post("/stock/corrections", asked(floor)), 404)
        ok(keeper.get(f"/items/{floor.trade.items['tea']}/warehouses/{floor.trade.warehouse_id}/why"), 404)
        ok(keeper.get(f"/warehouses/{floor.trade.warehouse_id}/stock-outs?since=2026-03-01"), 404)
    assert ok(keeper.get("/stock/corrections"))["items"] == ok(keeper.get("/stock/shelves"))["items"] == []


def test_why_adds_up(floor: Floor) -> None:
    owner, worker = sign_in(GrantInput("owner")), sign_in(GrantInput("warehouse"))
    ok(worker.post("/stock/corrections", asked(floor)), 201)
    floor.trade.add_customer()
    order = floor.trade.order(("tea", 40))
    path = f"/items/{floor.trade.items['tea']}/warehouses/{floor.trade.warehouse_id}/why"
    told = ok(owner.get(path))
    assert (told["on_hand"], told["promised"], told["available"], told["backordered"]) == (28, 28, 0, 12)
    assert sum(one["quantity"] for one in told["causes"]) == told["on_hand"] + told["unsellable"]
    assert {one["kind"]: one["value"] for one in told["causes"]} == {
        "receipt": "60.00",
        "adjustment": "-4.00",
    }
    assert sum(one["on_hand"] for one in told["shelves"]) == 28
    (demand,) = told["demands"]
    assert (demand["order_id"], demand["stock"], demand["backordered"]) == (str(order.id), 28, 12)
    ok(owner.patch(f"/warehouses/{floor.trade.warehouse_id}", {"allocation": "fair_share"}))
    later = floor.trade.order(("tea", 3))
    assert (told["policy"], ok(owner.get(path))["policy"]) == ("priority", "fair_share")
    (cover,) = ok(owner.get(f"/orders/{later.id}/cover"))
    assert (cover["policy"], cover["holders"], cover["backordered"]) == ("fair_share", 1, 3)
    assert [(one["order_id"], one["stock"]) for one in cover["lost_to"]] == [(str(order.id), 28)]
    hidden = ok(worker.get(path))
    assert (hidden["value"], hidden["causes"][0]["value"]) == (None, None)
    (row,) = ok(owner.get(f"/stock?item={floor.trade.items['tea']}"))["items"]
    assert row["available_from"] is None
    shelves = ok(owner.get(f"/stock/shelves?item={floor.trade.items['tea']}"))["items"]
    assert [(one["place_code"], one["on_hand"], one["free"]) for one in shelves] == [
        ("A-01", 18, 18),
        ("A-02", 10, 10),
    ]


def test_turnover_and_stock_outs_are_told(floor: Floor) -> None:
    owner, viewer = sign_in(GrantInput("owner")), sign_in(GrantInput("viewer"))
    ok(owner.post("/stock/corrections", asked(floor, -20)), 201)
    reports.class_stock(floor.trade.by.at(floor.trade.by.now + timedelta(days=1)))
    rows = ok(owner.get("/stock/turnover?sort=sku"))["items"]
    assert [(row["sku"], row["letter"], row["gone"], row["value"]) for row in rows] == [
        ("cup", "C", 0, "150.00"),
        ("tea", "C", 0, "20.00"),
    ]
    assert {row["value"] for row in ok(viewer.get("/stock/turnover"))["items"]} == {None}
    ok(viewer.get("/stock/turnover?sort=tied"), 403)
    outs = f"/warehouses/{floor.trade.warehouse_id}/stock-outs?since="
    assert ok(owner.get(f"{outs}2026-03-01&until=2026-03-02")) == []
    ok(owner.get(f"{outs}2026-03-02&until=2026-03-02"), 422)
    ok(owner.get(f"{outs}2020-03-02"), 422)
