"""A supplier's store over the API: made, filled, taken over, counted, sent back, and told to the supplier."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from doors.api.people import sign_in
from shop import Shop, open_shop
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("inventory", "purchasing", "accounts", "sales")


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_store_from_its_making_to_the_statement(shop: Shop) -> None:
    owner, keeper = sign_in(GrantInput("owner")), sign_in(GrantInput("warehouse"))
    supplier, tea, cup = str(shop.supplier), str(shop.items["tea"]), str(shop.items["cup"])
    asked = {"code": "ASSAM", "name": "Corner", "supplier_id": supplier, "beside_id": str(shop.warehouse)}
    with unchanged("inventory"):
        assert owner.post("/warehouses", {**asked, "beside_id": None}).status_code == 422
    made = owner.post("/warehouses", asked)
    assert (made.status_code, made.said["supplier_id"], made.said["beside_id"]) == (
        201,
        supplier,
        str(shop.warehouse),
    )
    store = made.said["id"]
    path = f"/warehouses/{store}"

    came = {"id": str(new_id(NOW)), "delivery_note": "LS-1", "lines": [{"item_id": tea, "quantity": 24}]}
    first = keeper.post(f"{path}/store-deliveries", came)
    assert (first.status_code, first.said["left"], first.said["lines"][0]["quantity_left"]) == (201, 24, 24)
    assert keeper.post(f"{path}/store-deliveries", came).said["number"] == first.said["number"]
    (row,) = owner.get(f"/stock?supplier={supplier}").said["items"]
    assert (row["supplier_id"], row["on_hand"], row["available"], D(row["value"])) == (supplier, 24, 0, 0)
    (shelf,) = owner.get("/stock/shelves?of_suppliers=yes").said["items"]
    assert shelf["supplier_id"] == supplier
    (why,) = owner.get(f"/items/{tea}/warehouses/{shop.warehouse}/why").said["supplies"]
    assert (why["document"], why["document_id"], why["quantity"]) == ("store_delivery", first.said["id"], 24)

    take = {"lines": [{"item_id": tea, "quantity": 6}], "note": "For Blum"}
    taken = owner.post(f"{path}/take-over", take)
    assert (taken.status_code, taken.said["kind"], D(taken.said["amount"]), D(taken.said["lines"][0]["price"])) == (
        201, "taken_over", D(12), D(24),
    )  # fmt: skip
    seen = keeper.get(f"/store-withdrawals/{taken.said['id']}").said
    assert (seen["amount"], seen["value"], seen["lines"][0]["price"], seen["quantity"]) == (
        None,
        None,
        None,
        6,
    )
    counted = owner.post(f"{path}/store-count", {"lines": [{"item_id": tea, "quantity": 17}]})
    assert (counted.said["kind"], counted.said["quantity"]) == ("missing", 1)
    assert owner.post(f"{path}/missing", {"lines": [{"item_id": tea, "quantity": 2}]}).said["quantity"] == 2
    back = keeper.post(f"{path}/send-back", {"lines": [{"item_id": tea, "quantity": 5}]})
    assert (back.status_code, back.said["kind"], back.said["quantity"]) == (201, "sent_back", 5)
    with unchanged(*ROOMS):
        less = keeper.post(f"{path}/take-over", {"lines": [{"item_id": tea, "quantity": 11}]})
        assert (less.status_code, less.said["code"], less.said["facts"]["there"]) == (
            409,
            "less-in-store",
            {"0": 10},
        )
        other = {"lines": [{"item_id": cup, "quantity": 1}]}
        assert keeper.post(f"/warehouses/{shop.warehouse}/take-over", other).said["code"] == "not-a-store"
        assert keeper.post(f"{path}/missing", take).status_code == 403
        assert owner.post(f"{path}/store-count", {"lines": [{"item_id": tea, "quantity": 10}]}).said[
            "code"
        ] == ("nothing-missing")
        assert (
            keeper.post("/store-statements", {"supplier_id": supplier, "until_on": "2026-03-16"}).status_code
            == 403
        )
        order = {
            "customer_id": str(shop.trade.customers["Café Blum"]), "warehouse_id": store,
            "lines": [{"item_id": tea, "quantity": "1"}],
        }  # fmt: skip
    with unchanged("sales", "inventory"):
        assert owner.post("/orders", order).said["code"] == "with-another-customer"
    today = taken.said["left_on"]
    told = owner.post("/store-statements", {"supplier_id": supplier, "until_on": today})
    assert (told.status_code, D(told.said["amount"]), told.said["withdrawals_count"]) == (201, D(18), 3)
    assert {line["number"] for line in told.said["lines"]} >= {taken.said["number"]}
    assert (
        owner.post("/store-statements", {"supplier_id": supplier, "until_on": today}).said["code"]
        == "nothing-to-state"
    )
    assert owner.get(f"/store-statements/{told.said['id']}").said["number"] == told.said["number"]
    assert [row["id"] for row in owner.get("/store-statements").said["items"]] == [told.said["id"]]
    assert owner.get(f"/store-withdrawals?statement={told.said['id']}").said["items"]
    assert keeper.get(f"/store-deliveries/{first.said['id']}").said["left"] == 10
    assert keeper.get("/store-statements").status_code == 403
