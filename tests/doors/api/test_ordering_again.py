"""Orders as people write them and order them again, for programs: reading a text, what is learned, templates."""

from __future__ import annotations

from collections.abc import Callable

from doors.api.people import Api
from trade import Trade


def test_a_text_is_read_looked_up_and_what_was_chosen_is_learned(trade: Trade, api: Api) -> None:
    customer = str(trade.customers["Café Blum"])
    trade.order(("tea", 1), customer_po="PO-7")
    text = "Dear all,\nplease send\n- 2 cases tea\n- 3 x TEE-9 @ 2,50\nThanks"
    body = {"customer_id": customer, "text": text, "customer_po": "po-7"}
    told = api.post("/orders/read-lines", body).said
    first, second = told["lines"]
    assert (first["fit"]["sku"], first["fit"]["how"], first["quantity"], first["unit"]) == (
        "tea",
        "sku",
        "2",
        "cases",
    )
    assert (second["fit"], second["code"], second["unit_price"]) == (None, "TEE-9", "2.50")
    assert told["passed"] == ["Dear all,", "please send", "Thanks"]
    assert [one["number"] for one in told["same_po"]] != []
    line = {"item_id": str(trade.items["cup"]), "quantity": "3", "called": "TEE-9"}
    placed = api.post("/orders", {"customer_id": customer, "lines": [line], "confirm": True}).said
    assert placed["lines"][0]["called"] == "TEE-9"
    (again,) = api.post("/orders/read-lines", {"customer_id": customer, "text": "3 x tee-9"}).said["lines"]
    assert (again["fit"]["sku"], again["fit"]["how"]) == ("cup", "customer")


def test_a_template_is_kept_written_anew_and_removed_by_whoever_sees_its_customer(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    customer = str(trade.customers["Café Blum"])
    tea, cup = (str(trade.items[sku]) for sku in ("tea", "cup"))
    body = {
        "customer_id": customer,
        "name": "Monday",
        "lines": [{"item_id": tea, "quantity": "2", "unit": "case"}],
    }
    kept = api.post("/order-templates", body).said
    assert [(one["item_id"], one["typed_quantity"], one["unit"]) for one in kept["lines"]] == [
        (tea, "2", "case")
    ]
    again = api.post("/order-templates", body)
    assert (again.status_code, list(again.said["fields"])) == (422, ["name"])
    anew = {**body, "id": kept["id"], "lines": [{"item_id": cup, "quantity": "5"}]}
    assert api.post("/order-templates", anew).said["version"] > kept["version"]
    assert [one["lines_count"] for one in api.get(f"/customers/{customer}/order-templates").said] == [1]
    stranger = role("buyer", "customer", trade.add_customer("Bar Rosa"))
    assert stranger.get(f"/order-templates/{kept['id']}").status_code == 404
    assert stranger.get(f"/customers/{customer}/order-templates").status_code == 404
    assert api.post(f"/order-templates/{kept['id']}/remove", {}).said == []
