"""Prices that end and price lists that retire, through the API."""

from __future__ import annotations

from uuid import uuid4

import pytest

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
