"""Preferred lots, for programs: wished for lines, ruled for a customer, explained before and after the release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from doors.api.people import Api
from trade import Trade
from tradepost.domain.inventory.models import Lot
from unchanged import unchanged


def test_a_program_wishes_lots_and_reads_why(trade: Trade, api: Api, role: Callable[..., Api]) -> None:
    trade.add_items("cream", tracking="lot")
    today = trade.by.now.date()
    for code, days in (("L1", 60), ("L2", 90)):
        trade.receive(("cream", 10, "1"), lot=code, expires_on=today + timedelta(days=days))
    lots = {lot.code: str(lot.pk) for lot in Lot.objects.all()}
    customer = str(trade.customers["Café Blum"])
    line = {"item_id": str(trade.items["cream"]), "quantity": "4", "lot_ids": [lots["L2"]]}
    body: dict[str, Any] = {"customer_id": customer, "lines": [line], "confirm": True}
    wrong = {**body, "lines": [{**line, "item_id": str(trade.items["tea"])}]}
    with unchanged("sales", "inventory"):
        refused = api.post("/orders", wrong)
        assert (refused.status_code, refused.said["fields"]) == (
            422,
            {"lines.0.lot_ids": "Not a lot of this item."},
        )
    order = api.post("/orders", body).said
    (made,) = order["lines"]
    assert made["wished_lots"] == [lots["L2"]]
    page = f"/orders/{order['id']}"
    (why,) = api.get(f"{page}/lots").said
    assert [(one["code"], one["taken"], one["why"]) for one in why["foreseen"]["seen"]] == [
        ("L2", 4, "wished"),
        ("L1", 0, "later"),
    ]

    rules = f"/customers/{customer}/lot-rules"
    asked = {"item_id": str(trade.items["cream"]), "age": "not_older", "one_lot": True}
    others = [role(name) for name in ("warehouse", "billing", "viewer")]
    rep = role("rep", "own_customers")
    with unchanged("fulfilment", "sales"):
        for other in others:
            assert other.post(rules, asked).status_code == 403
            assert other.post(f"{page}/wish-lots", {"lines": []}).status_code in (403, 422)
        assert rep.post(rules, asked).status_code == 404
        assert api.post(rules, {"item_id": None}).status_code == 422
    assert api.post(rules, asked).said["age"] == "not_older"
    assert [rule["item_id"] for rule in role("warehouse").get(rules).said] == [str(trade.items["cream"])]
    wish = {"lines": [{"line_id": made["id"], "lot_ids": []}]}
    assert api.post(f"{page}/wish-lots", wish).said["lines"][0]["wished_lots"] == []

    shipment = api.post(f"{page}/release", {}).said
    (kept,) = shipment["lines"]
    assert [one["why"] for one in kept["lot_trace"]["seen"]] == ["one_lot", "later"]
    buyer = role("buyer", "customer", trade.customers["Café Blum"]).get(f"/shipments/{shipment['id']}").said
    assert buyer["lines"][0]["lot_trace"] == {}
    (why,) = api.get(f"{page}/lots").said
    assert (why["kept"][0]["shipment"], why["foreseen"]) == (shipment["number"], {})
    assert api.post(f"{rules}/remove", {"item_id": str(trade.items["cream"])}).said == []
