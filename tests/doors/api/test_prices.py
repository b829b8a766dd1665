"""Prices that end and price lists that retire, through the API."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import uuid4

import pytest

from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from unchanged import unchanged


@pytest.fixture
def cafes(trade, api):
    """A list with tea at 8, by which the customer buys."""
    made = api.post("/price-lists", {"name": "Cafés 2026", "currency": trade.base_currency}).said
    path = f"/price-lists/{made['id']}"
    api.post(f"{path}/prices", {"prices": [{"item_id": str(trade.items["tea"]), "amount": "8"}]})
    api.post(f"{path}/buyers", {"customer_ids": [str(trade.customers["Café Blum"])]})
    return path


def price_of_tea(trade, api):
    body = {"customer_id": str(trade.customers["Café Blum"])}
    body["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 1}]
    return api.post("/orders", body).said["lines"][0]["unit_price"]


def prices_of(api, path):
    return api.get(f"/prices?price_list={path.rpartition('/')[2]}").said["items"]


def test_a_price_ends_and_orders_keep_what_they_copied(trade, api, cafes):
    (price,) = prices_of(api, cafes)
    before = api.post(
        "/orders",
        {
            "customer_id": str(trade.customers["Café Blum"]),
            "lines": [{"item_id": str(trade.items["tea"]), "quantity": 1}],
            "confirm": True,
        },
    ).said
    assert before["lines"][0]["unit_price"] == "8.00"
    ended = api.post("/prices/end", {"price_ids": [price["id"]]})
    assert (ended.status_code, ended.said) == (200, {"changed": 1})
    assert api.post("/prices/end", {"price_ids": [price["id"]]}).said == {"changed": 0}
    assert prices_of(api, cafes)[0]["valid_until"] == trade.by.now.date().isoformat()
    assert price_of_tea(trade, api) == "10.00"
    assert api.get(f"/orders/{before['id']}").said == before


def test_what_cannot_end_is_refused(trade, api, cafes):
    (price,) = prices_of(api, cafes)
    with unchanged("pricing"):
        assert api.post("/prices/end", {"price_ids": []}).status_code == 422
        assert api.post("/prices/end", {"price_ids": [price["id"], str(uuid4())]}).status_code == 404
        refused = api.post("/prices/end", {"price_ids": [price["id"]], "ends_on": "2020-01-01"})
    assert (refused.status_code, set(refused.said["fields"])) == (422, {"ends_on"})


def test_a_list_retires_and_is_reinstated(trade, api, cafes):
    retired = api.post(f"{cafes}/retire").said
    assert retired["retired_on"] == trade.by.now.date().isoformat()
    assert price_of_tea(trade, api) == "10.00"
    with unchanged("pricing"):
        refused = api.post(
            f"{cafes}/prices", {"prices": [{"item_id": str(trade.items["tea"]), "amount": "7"}]}
        )
    assert (refused.status_code, refused.said["type"]) == (409, "/problems/price-list-is-retired")
    assert [row["name"] for row in api.get("/price-lists?retired=yes").said["items"]] == ["Cafés 2026"]
    assert api.post(f"{cafes}/reinstate").said["retired_on"] is None
    assert price_of_tea(trade, api) == "8.00"
    with unchanged("pricing"):
        refused = api.post(f"/price-lists/{trade.price_list_id}/retire")
    assert (refused.status_code, refused.said["type"]) == (409, "/problems/price-list-is-base")


def test_a_list_is_renamed_under_if_match(api, cafes):
    read = api.get(cafes)
    renamed = api.patch(cafes, {"name": "Cafés 2027"}, If_Match=read.headers["ETag"])
    assert (renamed.status_code, renamed.said["name"]) == (200, "Cafés 2027")
    with unchanged("pricing"):
        assert api.patch(cafes, {"name": "Mine"}, If_Match=read.headers["ETag"]).status_code == 412
        taken = api.get("/price-lists").said["items"]
        base = next(row["name"] for row in taken if row["is_base"])
        assert api.patch(cafes, {"name": base}).said["type"] == "/problems/price-list-exists"
        assert api.patch(cafes, {}).said == renamed.said


def test_a_list_includes_tax_and_lines_tell_what_is_paid(trade, api):
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    made = api.post("/price-lists", {"name": "Shop", "currency": trade.base_currency}).said
    path = f"/price-lists/{made['id']}"
    assert api.patch(path, {"includes_tax": True}).said["includes_tax"] is True
    api.post(f"{path}/prices", {"prices": [{"item_id": str(trade.items["tea"]), "amount": "9.99"}]})
    api.post(f"{path}/buyers", {"customer_ids": [str(trade.customers["Café Blum"])]})
    assert prices_of(api, path)[0]["includes_tax"] is True
    with unchanged("pricing"):
        refused = api.patch(path, {"includes_tax": False})
    assert (refused.status_code, refused.said["type"]) == (409, "/problems/price-list-has-prices")
    asked = {"customer_id": str(trade.customers["Café Blum"])}
    asked["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 3}]
    placed, told = api.post("/orders", asked).said, api.post("/prices/preview", asked).said
    for found in (placed, told):
        line = found["lines"][0]
        assert (line["unit_price"], line["gross_price"], line["net"], line["gross"]) == (
            "8.394958", "9.99", "25.18", "29.97",
        )  # fmt: skip
        assert (found["net_total"], found["tax_total"], found["total"]) == ("25.18", "4.79", "29.97")


def test_who_does_not_set_prices_neither_ends_nor_retires_them(api, role, cafes):
    (price,) = prices_of(api, cafes)
    rep = role("rep", "own_customers")
    with unchanged("pricing"):
        assert rep.post("/prices/end", {"price_ids": [price["id"]]}).status_code == 403
        assert rep.post(f"{cafes}/retire").status_code == 403
        assert rep.post(f"{cafes}/reinstate").status_code == 403
        assert rep.patch(cafes, {"name": "Mine"}).status_code == 403


def test_who_sells_to_own_customers_ends_only_the_prices_they_may_see(api, role, cafes):
    (price,) = prices_of(api, cafes)
    sales = role("sales", "own_customers")
    with unchanged("pricing"):
        assert sales.post("/prices/end", {"price_ids": [price["id"]]}).status_code == 404
        assert sales.post(f"{cafes}/retire").status_code == 404


def test_a_discount_is_made_changed_and_ended_and_a_preview_tells_why(trade, api):
    made = api.post("/discounts", {"name": "Autumn", "percent": "5"}).said
    path = f"/discounts/{made['id']}"
    read = api.get(path)
    assert (read.said["percent"], read.said["priority"]) == ("5", 100)
    body = {"name": "Autumn", "percent": "10"}
    changed = api.put(path, body, If_Match=read.headers["ETag"])
    assert (changed.status_code, changed.said["percent"]) == (200, "10")
    with unchanged("pricing"):
        assert api.put(path, body, If_Match=read.headers["ETag"]).status_code == 412
        refused = api.post("/discounts", {"name": "Autumn", "percent": "1", "group_id": str(uuid4())})
    assert (refused.status_code, set(refused.said["fields"])) == (422, {"name", "group_id"})
    value = {"name": "From 10", "percent": "50", "kind": "order", "minimum_value": "10"}
    api.post("/discounts", {**value, "currency": trade.base_currency})
    asked = {"customer_id": str(trade.customers["Café Blum"])}
    asked["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 2}]
    told = api.post("/prices/preview", asked).said
    line = told["lines"][0]
    assert (line["net"], told["value_discount"], told["value_discount_percent"]) == ("9.00", "From 10", "50")
    assert (line["price_trace"]["discount_rule"], line["price_trace"]["order_discount_rule"]) == (
        "Autumn",
        "From 10",
    )
    placed = api.post("/orders", asked).said
    assert (placed["net_total"], placed["value_discount"]) == ("9.00", "From 10")
    assert api.get(f"/orders/{placed['id']}/prices").said[0]["trace"] == line["price_trace"]
    assert api.post("/discounts/end", {"discount_ids": [made["id"]]}).said == {"changed": 1}
    assert [row["name"] for row in api.get("/discounts?kind=order").said["items"]] == ["From 10"]


def test_prices_tell_what_counts_what_is_net_and_what_is_used_of_a_quota(trade, api, cafes):
    price = {"item_id": str(trade.items["tea"]), "amount": "7", "minimum_quantity": 2}
    more = {"counted": "mix", "mix": "Hot", "is_net": True, "quota": 5}
    assert api.post(f"{cafes}/prices", {"prices": [{**price, **more}]}).said == {"changed": 1}
    (row,) = [one for one in prices_of(api, cafes) if one["quota"]]
    assert {name: row[name] for name in more} == more
    body = {"customer_id": str(trade.customers["Café Blum"]), "confirm": True}
    body["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 3}]
    assert [api.post("/orders", body).said["net_total"] for _ in range(2)] == ["21.00", "24.00"]
    assert [one["used"] for one in prices_of(api, cafes) if one["quota"]] == [3]
    refused = api.post(f"{cafes}/prices", {"prices": [{**price, "counted": "mix"}]})
    assert set(refused.said["fields"]) == {"rows.0.mix"}


def test_a_promotion_gives_a_line_of_its_own(trade, api):
    asked = {"name": "Ten and one", "gift_item_id": str(trade.items["cup"]), "buy_quantity": 10}
    made = api.post("/promotions", {**asked, "item_id": str(trade.items["tea"])}).said
    path = f"/promotions/{made['id']}"
    assert api.put(path, {**asked, "item_id": made["item_id"], "repeats": True}).said["repeats"] is True
    with unchanged("pricing"):
        refused = api.post(
            "/promotions", {**asked, "name": "X", "minimum_value": "1", "gift_item_id": str(uuid4())}
        )
    assert set(refused.said["fields"]) == {"buy_quantity", "currency", "gift_item_id"}
    order = {"customer_id": str(trade.customers["Café Blum"])}
    order["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 20}]
    (gift,) = api.post("/prices/preview", order).said["gifts"]
    assert (gift["sku"], gift["quantity"], gift["promotion"]) == ("cup", 2, "Ten and one")
    placed = api.post("/orders", order).said
    assert [(line["sku"], line["quantity"], line["net"]) for line in placed["lines"]] == [
        ("tea", 20, "200.00"), ("cup", 2, "0.00"),
    ]  # fmt: skip
    assert api.post("/promotions/end", {"promotion_ids": [made["id"]]}).said == {"changed": 1}
    assert len(api.post("/orders", order).said["lines"]) == 1


def test_orders_are_charged_by_rules_and_tell_the_parts_and_why(trade, api):
    asked = {"name": "Parcel", "amount": "12", "currency": trade.base_currency, "below_value": "500"}
    made = api.post("/charges", asked).said
    path = f"/charges/{made['id']}"
    assert api.put(path, {**asked, "amount": "9.5", "label": "Post"}).said["amount"] == "9.50"
    with unchanged("pricing"):
        refused = api.post("/charges", {**asked, "currency": "", "group_id": str(uuid4()), "kind": "other"})
    assert set(refused.said["fields"]) == {"name", "currency", "group_id", "label"}
    order = {"customer_id": str(trade.customers["Café Blum"])}
    order["lines"] = [{"item_id": str(trade.items["tea"]), "quantity": 2}]
    parcel = [{"kind": "freight", "name": "Post", "amount": "9.50"}]
    seen = api.post("/prices/preview", order).said
    assert (seen["charges"], seen["freight"], seen["total"]) == (parcel, "9.50", "29.50")
    placed = api.post("/orders", order).said
    assert (placed["charges"], placed["freight"], placed["total"]) == (parcel, "9.50", "29.50")
    (why,) = api.get(f"/orders/{placed['id']}/charges").said
    assert (why["amount"], why["trace"]["rule"], why["trace"]["losers"]) == ("9.50", "Parcel", [])
    typed = api.patch(f"/orders/{placed['id']}", {"freight": "0"}).said
    assert (typed["charges"], typed["total"]) == ([{"kind": "typed", "name": "", "amount": "0.00"}], "20.00")
    assert api.patch(f"/orders/{placed['id']}", {"freight": None}).said["charges"] == parcel
    large = {**order, "confirm": True, "lines": [{**order["lines"][0], "quantity": 60}]}
    big = api.post("/orders", large).said
    less = {"lines": [{"line_id": big["lines"][0]["id"], "quantity": "5"}]}
    seen = api.post(f"/orders/{big['id']}/changes/preview", less).said
    assert (seen["fields"], seen["total"]) == ([{"field": "freight", "was": "0", "now": "9.5"}], "59.50")
    quote = api.post("/quotes", {**order, "freight": "3"}).said
    assert quote["charges"] == [{"kind": "typed", "name": "", "amount": "3.00"}]
    assert api.patch(f"/quotes/{quote['id']}", {"freight": None}).said["charges"] == parcel
    assert api.post("/charges/end", {"charge_ids": [made["id"]]}).said == {"changed": 1}
    assert api.post("/orders", order).said["charges"] == []
