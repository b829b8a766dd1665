"""Orders from several warehouses over the API: rules, ways, sending from elsewhere, releasing one warehouse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from doors.api.people import Api, sign_in
from tradepost.domain.access.commands import GrantInput
from two_houses import Houses, open_houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, str(response.said)
    return response.said


@pytest.fixture
def houses() -> Houses:
    houses = open_houses()
    houses.trade.add_customer()
    houses.put("tea", 5)
    houses.put("tea", 20, warehouse=houses.east)
    return houses


@pytest.fixture
def api(houses: Houses) -> Api:
    return sign_in(GrantInput("owner"))


def test_an_order_is_served_from_two_and_says_why(houses: Houses, api: Api) -> None:
    way = {"country": "DE", "distance": 40, "cost": "7.50"}
    assert ok(api.post(f"/warehouses/{houses.east}/ways", way))["distance"] == 40
    assert [row["country"] for row in ok(api.get("/ways"))] == ["DE"]
    assert ok(api.post(f"/warehouses/{houses.east}/ways/remove", {"country": "DE"})) == []
    customer, tea = next(iter(houses.trade.customers.values())), houses.trade.items["tea"]
    assert ok(api.patch("/company", {"sourcing": "own_first"}))["sourcing"] == "own_first"
    asked = {"customer_id": str(customer), "lines": [{"item_id": str(tea), "quantity": "22"}]}
    ok(api.put(f"/warehouses/{houses.east}/days", {"handling_days": 2}))
    today = datetime.now(UTC).date()
    days = [str(today), str(today + timedelta(days=2))]
    (line,) = ok(api.post("/prices/preview", asked))["lines"]
    assert [(one["warehouse_id"], one["quantity"], one["promised_on"]) for one in line["sources"]] == [
        (str(houses.main), 5, days[0]), (str(houses.east), 17, days[1]),
    ]  # fmt: skip
    assert (line["ships_on"], line["promised_on"]) == (days[1], days[1])
    order = ok(api.post("/orders", {**asked, "confirm": True}), 201)
    first, part = order["lines"]
    assert [row["promised_on"] for row in order["lines"]] == days
    covers = {row["line_id"]: row["arrives_on"] for row in ok(api.get(f"/orders/{order['id']}/cover"))}
    assert [covers[row["id"]] for row in order["lines"]] == days
    assert (order["sourcing"], part["split_of"], part["quantity"]) == ("own_first", first["id"], 17)
    whys = ok(api.get(f"/orders/{order['id']}/sources"))
    assert [(one["warehouse_id"], one["trace"]["rule"]) for one in whys] == [
        (str(houses.main), "own_first"), (str(houses.east), "own_first"),
    ]  # fmt: skip
    moved = {
        "warehouse_id": str(houses.east), "reason": "Main moves.", "lines": [{"line_id": first["id"], "quantity": 2}],
    }  # fmt: skip
    after = ok(api.post(f"/orders/{order['id']}/source-lines", moved))
    assert [(row["quantity"], row["warehouse_id"]) for row in after["lines"]] == [
        (3, str(houses.main)), (17, str(houses.east)), (2, str(houses.east)),
    ]  # fmt: skip
    with unchanged("sales", "inventory"):
        refused = ok(api.post(f"/orders/{order['id']}/ship", {}), 409)
        assert refused["code"] == "several-warehouses"
        ok(api.post(f"/orders/{order['id']}/source-lines", {**moved, "warehouse_id": str(uuid4())}), 404)
    east = sign_in(GrantInput("warehouse", "warehouse", houses.east))
    shipment = ok(east.post(f"/orders/{order['id']}/release", {}), 201)
    assert (shipment["warehouse_id"], shipment["asked_total"]) == (str(houses.east), 19)


def test_what_is_no_warehouse_or_rule_is_refused(houses: Houses, api: Api) -> None:
    customer, tea = next(iter(houses.trade.customers.values())), houses.trade.items["tea"]
    line = {"item_id": str(tea), "quantity": "1"}
    with unchanged("sales", "inventory", "parties"):
        ok(api.post("/orders", {"customer_id": str(customer), "lines": [line], "sourcing": "by_charm"}), 422)
        ok(api.patch(f"/customers/{customer}", {"warehouse_id": str(uuid4())}), 422)
        ok(api.patch("/company", {"sourcing": ""}), 422)
    assert ok(api.patch(f"/customers/{customer}", {"warehouse_id": str(houses.east)}))["sourcing"] == ""
