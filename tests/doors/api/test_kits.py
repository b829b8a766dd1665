"""Substitutes and kits through the API: kept, offered with their own day and price, and told by their parts."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import uuid4

from unchanged import unchanged


def test_a_substitute_is_kept_offered_and_taken_away(trade, api, role):
    trade.add_items("old", price="10")
    old, tea = trade.items["old"], trade.items["tea"]
    path = f"/items/{old}/substitutes"
    kept = api.post(path, {"other_id": str(tea), "note": "New model"})
    assert (kept.status_code, [(row["sku"], row["note"]) for row in kept.said]) == (
        200,
        [("tea", "New model")],
    )
    assert api.get(path).said == kept.said == api.post(path, {"other_id": str(tea), "note": "New model"}).said
    line = {"item_id": str(old), "quantity": "5"}
    body = {"customer_id": str(trade.customers["Café Blum"]), "lines": [line]}
    found = api.post("/orders/check", body).said["findings"]
    (one,) = [each for each in found if each["code"] == "substitute"]
    assert one["fix"] == {"field": "lines.0.item_id", "value": str(tea)}
    assert (one["substitute"]["sku"], one["substitute"]["quantity"], one["substitute"]["available"]) == (
        "tea", "5", 100,
    )  # fmt: skip
    assert (D(one["substitute"]["unit_price"]), one["severity"]) == (D(10), "note")
    asked = {"item_id": str(old), "quantity": 5, "customer_id": body["customer_id"]}
    (instead,) = api.post("/availability/wish", asked).said["instead"]
    assert (instead["sku"], instead["available"], D(instead["unit_price"])) == ("tea", 100, D(10))
    warehouse = role("warehouse")
    with unchanged("catalog"):
        assert api.post(path, {"other_id": str(old)}).status_code == 422
        assert api.post(path, {"other_id": str(uuid4())}).status_code == 404
        assert api.post(f"{path}/remove", {"other_id": str(trade.items["cup"])}).status_code == 404
        assert warehouse.post(path, {"other_id": str(tea)}).status_code == 403
    assert role("sales").post(f"{path}/remove", {"other_id": str(tea)}).said == []


def test_a_kit_is_told_by_its_parts_and_refused_in_an_order(trade, api, role):
    trade.add_items("set", price="60")
    kit, cup, milk = (trade.items[sku] for sku in ("set", "cup", "milk"))
    path = f"/items/{kit}/kit"
    parts = [{"item_id": str(cup), "quantity": 6}, {"item_id": str(milk), "quantity": 1}]
    made, sales = api.put(path, {"parts": parts}), role("sales")
    assert [(row["sku"], row["quantity"]) for row in made.said["parts"]] == [("cup", 6), ("milk", 1)]
    (house,) = made.said["warehouses"]
    assert (house["available"], house["scarcest_id"]) == (5, str(milk))
    assert api.get(path).said == made.said
    read = {"If-Match": made["ETag"]}
    assert api.get(path)["ETag"] == made["ETag"]
    more = [*parts, {"item_id": str(trade.items["tea"]), "quantity": 1}]
    both = api.put(path, {"parts": more}, **read)
    assert (both.status_code, both.said["version"]) == (200, made.said["version"] + 1)
    with unchanged("catalog"):
        assert api.put(path, {"parts": parts[:1]}, **read).status_code == 412
    api.put(path, {"parts": parts}, If_Match=both["ETag"])
    (row,) = api.post("/availability", {"lines": [{"item_id": str(kit), "quantity": 6}]}).said
    assert (row["available"], row["promised_on"]) == (5, None)
    assert [(one["sku"], one["enough_for"], one["missing"]) for one in row["parts"]] == [
        ("cup", 16, 0), ("milk", 5, 1),
    ]  # fmt: skip
    wish = api.post("/availability/wish", {"item_id": str(kit), "quantity": 6}).said
    assert (wish["stock"], wish["supply"], wish["missing"], len(wish["parts"])) == (5, 0, 1, 2)
    order = {
        "customer_id": str(trade.customers["Café Blum"]),
        "lines": [{"item_id": str(kit), "quantity": 1}],
    }
    with unchanged("sales", "catalog"):
        refused = api.post("/orders", order)
        assert (refused.status_code, list(refused.said["fields"])) == (422, ["lines.0.item_id"])
        (found,) = api.post("/orders/check", order).said["findings"]
        assert (found["code"], found["severity"]) == ("is-a-kit", "error")
        assert sales.put(path, {"parts": []}).status_code == 403
        assert api.put(path, {"parts": [{"item_id": str(kit), "quantity": 1}]}).status_code == 422
        assert api.put(f"/items/{cup}/kit", {"parts": parts[1:]}).said["code"] == "part-of-a-kit"
    none = api.put(path, {"parts": []}).said
    assert (none["parts"], none["warehouses"]) == ([], [])
