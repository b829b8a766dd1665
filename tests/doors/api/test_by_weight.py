"""A program sells cheese: counted in wheels, priced by the kg, weighed, billed and credited by that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doors.api.people import Api
from trade import Trade
from tradepost.domain.reports import queries as reports_queries
from unchanged import unchanged


def ok(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, str(response.said)
    return response.said


def test_from_the_price_of_a_kg_to_the_credit(trade: Trade, api: Api, role: Callable[..., Api]) -> None:
    item = f"/items/{trade.items['tea']}"
    weighing = {"unit": "kg", "piece_weight": "4.5", "tolerance_percent": "10"}
    clerk = role("sales")
    assert clerk.put(f"{item}/weighing", weighing).status_code == 403
    said = ok(api.put(f"{item}/weighing", weighing))
    assert (said["weighed_in"], said["piece_weight"], said["weight_tolerance_percent"]) == ("kg", "4.5", "10")
    lines = [
        {"item_id": str(trade.items["tea"]), "quantity": "10", "unit_price": "12"},
        {"item_id": str(trade.items["cup"]), "quantity": "1"},
    ]
    customer = str(trade.customers["Café Blum"])
    order = ok(api.post("/orders", {"customer_id": customer, "lines": lines, "confirm": True}), 201)
    cheese = order["lines"][0]
    names = ("quantity", "typed_quantity", "unit", "unit_price", "net", "is_weighed")
    assert [cheese[name] for name in names] == [10, "45", "kg", "12.00", "540.00", True]
    assert order["lines"][1]["is_weighed"] is False

    shipment = ok(api.post(f"/orders/{order['id']}/release"), 201)
    path = f"/shipments/{shipment['id']}"
    picks = [{"task_id": task["id"], "quantity": task["asked"]} for task in shipment["tasks"]]
    ok(api.post(f"{path}/picks", {"picks": picks}))
    ok(api.post(f"{path}/pack"))
    with unchanged("fulfilment", "inventory", "accounts"):
        refused = api.post(f"{path}/ship")
        assert (refused.status_code, refused.said["type"].rpartition("/")[2]) == (409, "not-weighed")
        light = {"weights": [{"line_id": shipment["lines"][0]["id"], "weight": "4.438"}]}
        refused = api.post(f"{path}/weights", light)
        assert refused.said["type"].rpartition("/")[2] == "weight-unlikely"
        assert clerk.post(f"{path}/weights", light).status_code == 403
        plain = {"weights": [{"line_id": shipment["lines"][1]["id"], "weight": "1"}]}
        assert api.post(f"{path}/weights", plain).status_code == 422
        fine = {"weights": [{"line_id": shipment["lines"][0]["id"], "weight": "44.3805"}]}
        assert api.post(f"{path}/weights", fine).status_code == 422
    ok(api.post(f"{path}/weights", {**light, "as_weighed": True}))
    weights = [{"line_id": shipment["lines"][0]["id"], "weight": "44.38"}]
    weighed = ok(api.post(f"{path}/weights", {"weights": weights}))["lines"]
    assert [(line["weighed"], line["weight"], line["unit"]) for line in weighed] == [
        (True, "44.38", "kg"), (False, None, "piece"),
    ]  # fmt: skip
    ok(api.post(f"{path}/ship"))

    assert [row["net"] for row in ok(api.get("/shipments-to-invoice"))] == ["542.56"]
    invoice = ok(api.post(f"{path}/invoice"), 201)
    billed = [(line["quantity"], line["weight"], line["unit"], line["net"]) for line in invoice["lines"]]
    assert billed == [(10, "44.38", "kg", "532.56"), (1, None, "piece", "10.00")]
    assert ok(api.get("/shipments-to-invoice")) == []
    part = {"line_id": invoice["lines"][0]["id"], "quantity": 1, "weight": "4.4"}
    note = ok(api.post(f"/invoices/{invoice['id']}/credit", {"lines": [part], "reason": "Crushed"}), 201)
    assert [(line["quantity"], line["weight"], line["net"]) for line in note["lines"]] == [
        (1, "4.4", "52.80")
    ]

    back = [{"shipment_line_id": weighed[0]["id"], "quantity": 2}]
    given = ok(api.post("/returns", {"order_id": order["id"], "reason": "Ripe", "lines": back}), 201)
    path = f"/returns/{given['id']}"
    ok(api.post(f"{path}/authorise"))
    arrived = {"line_id": given["lines"][0]["id"], "quantity": 2, "disposition": "restock"}
    with unchanged("returns", "inventory"):
        assert api.post(f"{path}/receive", {"lines": [arrived]}).status_code == 409
    came = ok(api.post(f"{path}/receive", {"lines": [{**arrived, "weight": "8.8"}]}))
    assert [(line["received"], line["weight"]) for line in came["lines"]] == [(2, "8.8")]
    ok(api.post(f"{path}/settle"))
    assert list(reports_queries.verify()) == []


@pytest.mark.parametrize(("unit", "status"), [("", 200), ("stone", 422)])
def test_an_item_goes_by_the_piece_again(trade: Trade, api: Api, unit: str, status: int) -> None:
    item = f"/items/{trade.items['tea']}"
    ok(api.put(f"{item}/weighing", {"unit": "lb", "piece_weight": "10"}))
    assert api.put(f"{item}/weighing", {"unit": unit}).status_code == status
    assert ok(api.get(item))["weighed_in"] == ("" if status == 200 else "lb")


def test_a_shop_ships_at_once_with_the_weight(trade: Trade, api: Api) -> None:
    ok(api.put(f"/items/{trade.items['tea']}/weighing", {"unit": "kg", "piece_weight": "4.5"}))
    lines = [{"item_id": str(trade.items["tea"]), "quantity": "9", "unit": "kg", "unit_price": "12"}]
    customer = str(trade.customers["Café Blum"])
    order = ok(api.post("/orders", {"customer_id": customer, "lines": lines, "confirm": True}), 201)
    weights = [{"line_id": order["lines"][0]["id"], "weight": "9.1"}]
    shipped = ok(api.post(f"/orders/{order['id']}/ship", {"weights": weights}), 201)
    assert [(line["shipped"], line["weight"]) for line in shipped["lines"]] == [(2, "9.1")]
