"""Our goods with a customer over the API: a warehouse with them, what they used, and who may say so."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from doors.api.people import sign_in
from shop import Shop, open_shop
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import ReceivedInput
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_goods_with_a_customer_are_sold_as_they_are_used(shop: Shop) -> None:
    owner, sales = sign_in(GrantInput("owner")), sign_in(GrantInput("sales"))
    blum = str(shop.trade.customers["Café Blum"])
    made = owner.post("/warehouses", {"code": "BLUM", "name": "Cellar", "customer_id": blum})
    assert (made.status_code, made.said["customer_id"]) == (201, blum)
    nowhere = {"code": "X", "name": "X", "customer_id": str(new_id(NOW))}
    with unchanged("inventory"):
        assert owner.post("/warehouses", nowhere).status_code == 404
    tea = str(shop.items["tea"])
    line = ReceivedInput(shop.items["tea"], 24, D(48))
    inventory.receive(shop.by, subject_id=new_id(NOW), warehouse_id=made.said["id"], lines=[line])
    found = sales.get(f"/stock?customer={blum}").said["items"]
    assert [(row["customer_id"], row["on_hand"]) for row in found] == [(blum, 24)]
    (shelf,) = sales.get("/stock/shelves?with_customers=yes").said["items"]
    assert shelf["customer_id"] == blum

    path, told = (
        f"/warehouses/{made.said['id']}/usage",
        {"lines": [{"item_id": tea, "quantity": "1", "unit": "case"}]},
    )
    told["id"] = str(new_id(NOW))  # type: ignore[assignment]
    sold = sales.post(path, told, Idempotency_Key="u-1")
    assert (sold.status_code, sold.said["state"], sold.said["shipped_total"]) == (201, "delivered", 12)
    assert sales.post(path, told).said["id"] == sold.said["id"]
    assert sales.get(f"/orders/{told['id']}").said["warehouse_id"] == made.said["id"]
    hotel, keeper = shop.trade.add_customer("Hotel"), sign_in(GrantInput("warehouse"))
    with unchanged("sales", "inventory", "accounts", "fulfilment"):
        more = {"lines": [{"item_id": tea, "quantity": "13"}]}
        refused = sales.post(path, more)
        assert (refused.status_code, refused.said["code"]) == (409, "less-lies-there")
        assert refused.said["facts"]["there"] == {"0": 12}
        assert sales.post(f"/warehouses/{shop.warehouse}/usage", more).said["code"] == "invalid"
        assert keeper.post(path, more).status_code == 403
        assert sales.post(path, {"lines": []}).status_code == 422
        order = {"customer_id": str(hotel), "warehouse_id": made.said["id"], "lines": more["lines"]}
    with unchanged("sales", "inventory"):
        refused = sales.post("/orders", order)
        assert refused.said["code"] == "with-another-customer"
