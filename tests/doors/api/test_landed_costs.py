"""Landed costs over the API: looked at, added once, taken back, and for those who may."""

from __future__ import annotations

import pytest

from doors.api.people import sign_in
from shop import Shop, minted, open_shop
from tradepost.domain.access.commands import GrantInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("purchasing", "inventory", "accounts", "catalog")


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def ok(response, status=200):
    assert response.status_code == status, str(response.said)
    return response.said


def test_a_freight_bill_is_looked_at_added_and_taken_back(shop: Shop) -> None:
    buyer = sign_in(GrantInput("purchasing"))
    receipt = shop.receive(shop.buy(("cup", 10)), "cup", 10)
    figures = {"kind": "freight", "basis": "count", "amount": "30.00", "currency": "USD",
               "receipt_ids": [str(receipt.pk)]}  # fmt: skip
    with unchanged(*ROOMS):
        (seen,) = ok(buyer.post("/landed-costs/preview", figures))
    asked = {"id": minted(), "reference": "F-118", **figures}
    made = ok(buyer.post("/landed-costs", asked), 201)
    (line,) = made["lines"]
    assert {name: line[name] for name in seen} == seen
    assert (seen["sku"], seen["lying"], seen["to_stock"], seen["to_cost"]) == ("cup", 10, "30.00", "0.00")
    with unchanged("purchasing", "inventory", "accounts"):
        assert ok(buyer.post("/landed-costs", asked), 201) == made
        refused = ok(buyer.post("/landed-costs", {**figures, "basis": "weight"}), 409)
        assert (refused["code"], refused["facts"]["skus"]) == ("not-measured", ["cup"])
    back = ok(buyer.post(f"/landed-costs/{made['id']}/cancel", {"note": "billed twice"}), 201)
    assert (back["amount"], back["reverses_id"]) == ("-30.00", made["id"])
    assert ok(buyer.get(f"/landed-costs/{made['id']}"))["reversed_by_id"] == back["id"]
    rows = ok(buyer.get(f"/landed-costs?receipt={receipt.pk}&sort=made"))["items"]
    assert [row["number"] for row in rows] == [made["number"], back["number"]]
    assert ok(buyer.post(f"/landed-costs/{made['id']}/cancel", {}), 409)["code"] == "cancelled-already"


def test_costing_is_changed_while_nothing_lies(shop: Shop) -> None:
    buyer = sign_in(GrantInput("purchasing"))
    item = ok(buyer.post("/items", {"sku": "FIG", "name": "Figs", "costing": "fifo", "volume_ml": 900}), 201)
    assert (item["costing"], item["volume_ml"]) == ("fifo", 900)
    assert ok(buyer.post(f"/items/{item['id']}/costing", {"costing": "average"}))["costing"] == "average"
    with unchanged(*ROOMS):
        cup = f"/items/{shop.items['cup']}/costing"
        assert ok(buyer.post(cup, {"costing": "fifo"}), 409)["code"] == "stock-lies"


def test_others_are_refused_and_nothing_changes(shop: Shop) -> None:
    receipt = shop.receive(shop.buy(("cup", 10)), "cup", 10)
    figures = {"kind": "duty", "amount": "30.00", "currency": "USD", "receipt_ids": [str(receipt.pk)]}
    owner = sign_in(GrantInput("owner"))
    made = ok(owner.post("/landed-costs", figures), 201)
    others = [sign_in(GrantInput(role)) for role in ("warehouse", "sales", "viewer")]
    for one in others:
        with unchanged(*ROOMS):
            ok(one.post("/landed-costs", figures), 403)
            ok(one.post("/landed-costs/preview", figures), 403)
            ok(one.post(f"/landed-costs/{made['id']}/cancel", {}), 403)
            ok(one.get(f"/landed-costs/{made['id']}"), 403)
            ok(one.get("/landed-costs"), 403)
            ok(one.post(f"/items/{shop.items['cup']}/costing", {"costing": "fifo"}), 403)
