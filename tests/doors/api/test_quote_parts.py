"""Quotes for programs: templates, options, what changed between revisions, orders of a part, won and lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from doors.api.people import Api
from trade import Trade
from unchanged import unchanged


def test_a_program_offers_options_compares_revisions_and_orders_parts(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    customer, tea = trade.customers["Café Blum"], str(trade.items["tea"])
    trade.add_items("lamp", price="20")
    lamp = {"item_id": str(trade.items["lamp"]), "quantity": "2", "section": "Light", "kind": "optional"}
    template = {"name": "Usual", "lines": [{"item_id": tea, "quantity": "10"}, lamp], "valid_days": 7}
    kept = api.post("/quote-templates", template).said
    assert [(one["kind"], one["unit_price"]) for one in kept["lines"]] == [("firm", None), ("optional", None)]
    terms = {"name": "Usual", "language": "en", "text": "Ex works."}
    assert api.post("/quote-terms", terms).status_code == 200
    body: dict[str, Any] = {"customer_id": str(customer), "template_id": kept["id"], "terms": "Usual"}
    quote = api.post("/quotes", body).said
    assert (quote["net_total"], quote["options_net"], quote["terms_text"]) == ("100.00", "40.00", "Ex works.")
    page = f"/quotes/{quote['id']}"
    api.post(f"{page}/send", {})
    revised = api.post(f"{page}/revise", {"lines": [{"item_id": tea, "quantity": "12"}, lamp]}).said
    told = api.get(f"/quotes/{revised['id']}/changes/{quote['id']}").said
    assert [(one["kind"], one["fields"]) for one in told["lines"]] == [
        (
            "changed",
            [
                {"field": "typed_quantity", "before": "10", "after": "12"},
                {"field": "net", "before": "100", "after": "120"},
            ],
        )
    ]
    assert {"field": "net_total", "before": "100", "after": "120"} in told["terms"]
    page = f"/quotes/{revised['id']}"
    api.post(f"{page}/send", {})
    buyer = role("buyer", "customer", customer)
    assert buyer.get("/quote-templates").said == []
    assert buyer.get(f"/quote-templates/{kept['id']}").status_code == 404
    assert "margin" not in str(buyer.get(page).said)
    with unchanged("sales"):
        assert buyer.post(f"{page}/accept", {"chosen": [revised["lines"][0]["id"]]}).status_code == 422
    accepted = buyer.post(f"{page}/accept", {"chosen": [revised["lines"][1]["id"]]}).said
    assert (accepted["net_total"], accepted["options_net"]) == ("160.00", "0.00")
    parts = [{"line_id": revised["lines"][0]["id"], "quantity": 5}]
    assert api.post(f"{page}/order", {"parts": parts}).said["net_total"] == "50.00"
    assert [one["ordered"] for one in api.get(page).said["lines"]] == [5, 0]
    with unchanged("sales"):
        refused = api.post(f"{page}/order", {"parts": [{**parts[0], "quantity": 8}]})
        assert (refused.status_code, refused.said["fields"]) == (422, {"parts.0": "At most 7 are left."})
    assert api.post(f"{page}/order", {}).said["net_total"] == "110.00"
    won = api.get("/reports/quotes?since=2020-01-01&until=2040-01-01&group=customer").said
    assert [(one["label"], one["won"], one["won_net"], one["lost"]) for one in won] == [
        ("Café Blum", 1, "160.00", 0)
    ]
    other = api.post(
        "/quotes", {"customer_id": str(customer), "lines": [{"item_id": tea, "quantity": "1"}]}
    ).said
    with unchanged("sales"):
        assert api.post(f"/quotes/{other['id']}/decline", {"lost_for": "no"}).status_code == 422
    assert api.post(f"/quotes/{other['id']}/decline", {"lost_for": "price"}).said["lost_for"] == "price"
    assert "price" in [one["code"] for one in api.get("/quote-lost-reasons").said]
    assert api.post(f"/quote-templates/{kept['id']}/remove", {}).said == []
