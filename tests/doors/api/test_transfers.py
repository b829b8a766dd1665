"""Transfers over the API: one house sends, the other takes in, an owner settles what is missing."""

from __future__ import annotations

import pytest

from doors.api.people import sign_in
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from two_houses import Houses, open_houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("transfers", "inventory", "accounts")


@pytest.fixture
def houses() -> Houses:
    return open_houses()


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def asked(houses: Houses, quantity: str = "10", **more: object) -> dict[str, object]:
    return {
        "from_warehouse_id": str(houses.main), "to_warehouse_id": str(houses.east),
        "lines": [{"item_id": str(houses.trade.items["tea"]), "quantity": quantity}], **more,
    }  # fmt: skip


def test_one_house_sends_the_other_takes_in_and_an_owner_settles(houses: Houses) -> None:
    houses.put("tea", 20)
    sender = sign_in(GrantInput("warehouse", "warehouse", houses.main))
    taker = sign_in(GrantInput("warehouse", "warehouse", houses.east))
    owner = sign_in(GrantInput("owner"))
    made = ok(owner.post("/transfers", asked(houses, note="Fair"), Idempotency_Key="t-1"), 201)
    assert ok(owner.post("/transfers", asked(houses, note="Fair"), Idempotency_Key="t-1"), 201) == made
    with unchanged(*ROOMS):
        ok(sender.post("/transfers", asked(houses)), 404)
    path = f"/transfers/{made['id']}"
    assert (made["state"], made["number"][:4], made["open_value"]) == ("draft", "TRF-", "0.00")
    read = sender.get(path).headers["ETag"]
    assert ok(sender.patch(path, {"note": "The fair"}, If_Match=read))["note"] == "The fair"
    with unchanged(*ROOMS):
        ok(taker.post(f"{path}/release"), 404)
        ok(sender.patch(path, {"note": "x"}, If_Match=read), 412)
    assert ok(sender.post(f"{path}/release"))["state"] == "released"
    (part,) = ok(sender.get(f"{path}/set-aside"))
    assert (part["sku"], part["place_code"], part["quantity"]) == ("tea", "MAIN", 10)
    with unchanged(*ROOMS):
        ok(taker.post(f"{path}/dispatch"), 404)
    picks = [{"reserve_id": part["reserve_id"], "quantity": 9}]
    sent = ok(sender.post(f"{path}/dispatch", {"picks": picks, "carrier": "Own lorry"}))
    assert (sent["state"], sent["open_quantity"]) == ("in_transit", 9)
    assert ok(owner.get(path))["open_value"] == "18.00"
    assert ok(taker.post(f"{path}/delay", {"expected_on": "2031-05-04"}))["expected_on"] == "2031-05-04"
    (load,) = ok(taker.get(f"{path}/loads"))
    counted = {"lines": [{"load_id": load["id"], "counted": 6, "damaged": 1}], "is_last": True}
    with unchanged(*ROOMS):
        ok(sender.post(f"{path}/receipts", counted), 404)
        ok(sender.post(f"{path}/finish"), 404)
    done = ok(taker.post(f"{path}/receipts", counted, Idempotency_Key="r-1"))
    assert done["state"] == "received"
    assert ok(taker.post(f"{path}/receipts", counted, Idempotency_Key="r-1")) == done
    (line,) = ok(taker.get(f"{path}/lines"))["items"]
    assert [line[name] for name in ("quantity", "released", "sent", "received", "damaged", "to_come")] == [
        10, 10, 9, 6, 1, 3,
    ]  # fmt: skip
    (missing,) = ok(taker.get("/transfer-discrepancies?state=open"))["items"]
    settle = f"/transfer-discrepancies/{missing['id']}"
    assert (ok(taker.get(settle))["kind"], missing["quantity"], missing["value"]) == ("missing", 3, None)
    with unchanged(*ROOMS):
        ok(taker.post(f"{settle}/settle", {"outcome": "lost", "reason": "x"}), 403)
        assert ok(owner.post(f"{settle}/settle", {"outcome": "lost"}), 422)["code"] == "invalid"
    told = ok(owner.post(f"{settle}/settle", {"outcome": "lost", "reason": "Broken"}))
    assert (told["state"], told["outcome"], told["value"]) == ("settled", "lost", "6.00")
    assert [row["quantity"] for row in ok(owner.get("/moves?kind=transfer"))["items"]] == [3, 1, 5, 9]
    with unchanged(*ROOMS):
        assert ok(owner.post(f"{path}/cancel", {"reason": "x"}), 409)["code"] == "not-allowed"


def test_a_third_house_has_no_such_transfer(houses: Houses) -> None:
    houses.put("tea", 20)
    one = houses.take(houses.send(("tea", 5)), ("tea", 4), is_last=True)
    west = new_id(houses.by().now)
    inventory.create_warehouse(houses.by(), warehouse_id=west, code="WEST", name="West")
    keeper = sign_in(GrantInput("warehouse", "warehouse", west))
    path = f"/transfers/{one.pk}"
    with unchanged(*ROOMS):
        for name in ("", "/lines", "/loads", "/set-aside"):
            ok(keeper.get(f"{path}{name}"), 404)
        for verb in ("release", "dispatch", "finish"):
            ok(keeper.post(f"{path}/{verb}"), 404)
        ok(keeper.post("/transfers", asked(houses)), 404)
    assert ok(keeper.get("/transfers"))["items"] == []
    assert ok(keeper.get("/transfer-discrepancies"))["items"] == []


def test_who_may_say_what(houses: Houses) -> None:
    houses.put("tea", 20)
    buyer, viewer, sales = (sign_in(GrantInput(role)) for role in ("purchasing", "viewer", "sales"))
    made = ok(buyer.post("/transfers", asked(houses)), 201)
    path = f"/transfers/{made['id']}"
    with unchanged(*ROOMS):
        for verb in ("release", "dispatch", "finish"):
            ok(buyer.post(f"{path}/{verb}"), 403)
            ok(viewer.post(f"{path}/{verb}"), 403)
        ok(viewer.post("/transfers", asked(houses)), 403)
        ok(sales.get(path), 403)
    assert ok(viewer.get(path))["open_value"] is None
