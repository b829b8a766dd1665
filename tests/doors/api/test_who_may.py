"""Who may do what, and who sees which documents: every operation as every role, and as nobody."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import OperationalError

from doors.api.documented import document
from doors.api.people import Api, sign_in
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.rules import ROLES, allows
from tradepost.domain.parties import commands as parties

OPERATIONS = [
    (operation["operationId"], method.upper(), path.removeprefix("/api/v1"), operation["x-permission"])
    for path, operations in document()["paths"].items()
    for method, operation in operations.items()
]


def filled(path: str) -> str:
    """The path with ids of nothing: most are UUIDs, a session's is a number."""
    return re.sub(r"\{[^}]+\}", str(uuid4()), path.replace("{session_id}", "7"))


def test_nobody_may_anything(db):
    for token, asked in (("", OPERATIONS), ("tp_made-up", OPERATIONS[::10])):
        nobody = Api(token)
        for name, method, path, _ in asked:
            refused = nobody.send(method, filled(path), {})
            assert (refused.status_code, refused.said["code"]) == (401, "not-signed-in"), name
            assert refused.headers["WWW-Authenticate"] == "Bearer"


def without_body(operation_id: str) -> bool:
    """Operations that need nothing but an address: the role is all that can stop them."""
    return not any(
        operation["operationId"] == operation_id
        and (operation.get("requestBody", {}).get("required") or _needs_parameters(operation))
        for path in document()["paths"].values()
        for operation in path.values()
    )


def _needs_parameters(operation) -> bool:
    return any(p.get("required") and p.get("in") == "query" for p in operation["parameters"])


@pytest.mark.parametrize("role_name", ROLES)
def test_a_role_may_what_its_table_says_and_nothing_else(trade, role_name):
    scope = ("customer", trade.customers["Café Blum"]) if role_name == "buyer" else ("", None)
    person = sign_in(GrantInput(role_name, *scope))
    for name, method, path, needs in OPERATIONS:
        if not without_body(name):
            continue
        answer = person.send(method, filled(path))
        refused = answer.status_code == 403 and answer.said["facts"].get("verb") == needs
        assert refused != allows([role_name], needs), (name, answer.status_code)


@pytest.fixture
def two_reps(trade):
    """Two reps with a customer and an order each."""
    reps = [sign_in(GrantInput("rep", "own_customers"), name=name) for name in ("Ada", "Bob")]
    orders = []
    for number, rep in enumerate(reps):
        customer = trade.add_customer(f"Customer {number}", rep_id=rep.user_id)
        orders.append(trade.order(("tea", 2), customer=f"Customer {number}"))
        assert rep.get(f"/customers/{customer}").status_code == 200
    return reps, orders


def test_a_rep_does_not_find_another_reps_documents(trade, two_reps):
    (ada, _), (mine, theirs) = two_reps
    assert [row["id"] for row in ada.get("/orders").said["items"]] == [str(mine.id)]
    assert ada.get(f"/orders/{mine.id}").status_code == 200
    customer = trade.customers["Customer 1"]
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 1}]
    sent = {"customer_id": str(customer), "lines": lines}
    for answer in (
        ada.get(f"/orders/{theirs.id}"),
        ada.get(f"/orders/{theirs.id}/cover"),
        ada.get(f"/orders/{theirs.id}/prices"),
        ada.get(f"/orders/{theirs.id}/events"),
        ada.get(f"/orders/{theirs.id}/returnable"),
        ada.post(f"/orders/{theirs.id}/cancel"),
        ada.post(f"/orders/{theirs.id}/holds", {"note": "mine"}),
        ada.patch(f"/orders/{theirs.id}", {"note": "mine"}),
        ada.get(f"/customers/{customer}"),
        ada.patch(f"/customers/{customer}", {"name": "mine"}),
        ada.post("/orders", sent),
        ada.post("/quotes", sent),
        ada.post("/prices/preview", sent),
        ada.get(f"/customers/{customer}/statement?since=2026-01-01&until=2026-02-01"),
        ada.get(f"/customers/{customer}/open-invoices"),
    ):
        assert answer.status_code == 404, answer.said
    bulk = ada.post("/orders/bulk", {"orders": [sent, {**sent, "customer_id": str(mine.customer_id)}]})
    assert [row["status"] for row in bulk.said["rows"]] == [404, 201]
    assert ada.get("/ageing").said == []
    assert ada.get("/events").status_code == 403


def test_a_reps_new_customer_is_the_reps_own(trade):
    ada = sign_in(GrantInput("rep", "own_customers"), name="Ada")
    made = ada.post("/customers", {"name": "New"})
    assert (made.status_code, made.said["rep_id"]) == (201, str(ada.user_id))
    assert ada.post("/customers", {"name": "Theirs", "rep_id": str(uuid4())}).status_code == 403
    assert ada.post("/customers", {"name": "Rich", "credit_limit": "9999"}).status_code == 403
    assert ada.patch(f"/customers/{made.said['id']}", {"discount_percent": "50"}).status_code == 403


def test_a_buyer_orders_at_our_prices_and_sees_only_its_own(trade, api):
    customer = trade.customers["Café Blum"]
    other = trade.add_customer("Other")
    theirs = trade.order(("tea", 1), customer="Other")
    buyer = sign_in(GrantInput("buyer", "customer", customer))
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 1}]
    placed = buyer.post("/orders", {"customer_id": str(customer), "lines": lines})
    assert (placed.status_code, placed.said["total"]) == (201, "10.00")
    cheap = [{**lines[0], "unit_price": "0.01"}]
    for sent in (
        {"lines": cheap},
        {"lines": [{**lines[0], "discount_percent": "99"}]},
        {"lines": lines, "order_discount_percent": "99"},
        {"lines": lines, "priority": 9},
        {"lines": lines, "confirm": True},
    ):
        assert buyer.post("/orders", {"customer_id": str(customer), **sent}).status_code == 403
    assert buyer.post("/orders", {"customer_id": str(other), "lines": lines}).status_code == 404
    assert buyer.get(f"/orders/{theirs.id}").status_code == 404
    assert [row["id"] for row in buyer.get("/orders").said["items"]] == [placed.said["id"]]
    for path in (
        "/stock",
        "/moves",
        "/customers",
        "/prices",
        "/entries",
        "/users",
        "/purchase-orders",
        "/today",
    ):
        assert buyer.get(path).status_code == 403


def test_another_customers_code_of_an_item_is_not_told(trade):
    customer = trade.customers["Café Blum"]
    owner = sign_in(GrantInput("owner"))
    party = owner.get(f"/customers/{customer}").said["party_id"]
    path = f"/items/{trade.items['tea']}"
    owner.post(f"{path}/codes", {"kind": "customer", "code": "THEIRS", "party_id": party})
    assert [code["code"] for code in owner.get(path).said["codes"]] == ["THEIRS"]
    assert sign_in(GrantInput("buyer", "customer", customer)).get(path).said["codes"] == []


def test_costs_are_for_those_who_may_see_them(trade, role):
    owner, clerk, viewer = role("owner"), role("warehouse"), role("viewer")
    supplier = owner.post("/suppliers", {"name": "Teehaus"}).said
    lines = [{"item_id": str(trade.items["tea"]), "quantity": 5, "unit_price": "6"}]
    bought = owner.post("/purchase-orders", {"supplier_id": supplier["id"], "lines": lines}).said
    assert bought["total"] == "30.00"
    assert owner.get("/stock?sort=value").status_code == 200
    for person in (clerk, viewer):
        assert person.get("/stock?sort=value").status_code == 403
        assert {row["value"] for row in person.get("/stock").said["items"]} == {None}
        assert {row["value"] for row in person.get("/moves").said["items"]} == {None}
        told = person.get(f"/purchase-orders/{bought['id']}").said
        assert (told["total"], told["lines"][0]["unit_price"], told["lines"][0]["net"]) == (None, None, None)
        assert person.get("/purchase-orders?sort=total").status_code == 403
    sold = viewer.get("/reports/sales?since=2026-01-01&until=2027-01-01")
    assert all(row["cost"] is None for row in sold.said)
    assert viewer.get("/entries").status_code == 403


def test_a_session_needs_the_csrf_token_to_change_something(trade, api):
    from django.test import Client

    from tradepost.domain.access.models import User

    user = User.objects.get(id=api.user_id)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.get("/api/v1/me").status_code == 200
    body = {"data": "{}", "content_type": "application/json"}
    refused = browser.post("/api/v1/customers", **body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-permitted")
    browser.cookies["csrftoken"] = "a" * 32
    let_in = browser.post("/api/v1/customers", **body, headers={"X-CSRFToken": "a" * 32})
    assert let_in.status_code == 422  # a customer needs a name; but we were let in
    wrong = browser.get("/api/v1/me", headers={"Authorization": "Bearer tp_wrong"})
    assert wrong.status_code == 401


def test_a_token_that_was_revoked_or_whose_user_left_opens_nothing(trade, api):
    path = f"/users/{sign_in(GrantInput('viewer')).user_id}"
    viewer = sign_in(GrantInput("viewer"))
    assert viewer.get("/me").status_code == 200
    assert api.patch(f"/users/{viewer.user_id}", {"is_active": False}).status_code == 200
    assert viewer.get("/me").status_code == 401
    assert api.patch(path, {"is_active": False}).status_code == 200
    blocked = parties.block_customer(trade.by, customer_id=trade.customers["Café Blum"])
    assert blocked.state == "blocked"


def test_whoever_is_limited_to_a_warehouse_works_in_it_only(trade, api):
    other = api.post("/warehouses", {"code": "EAST", "name": "East"}).said["id"]
    clerk = sign_in(GrantInput("warehouse", "warehouse", other))
    order = trade.order(("tea", 2))
    shipment = api.post(f"/orders/{order.id}/release").said["id"]
    main, item_id = str(trade.warehouse_id), str(trade.items["tea"])
    place = api.get(f"/places?warehouse={main}").said["items"][0]["id"]
    correction = {"item_id": item_id, "place_id": place, "delta": -1}
    for answer in (
        clerk.get(f"/shipments/{shipment}"),
        clerk.post(f"/shipments/{shipment}/start-picking"),
        clerk.post(f"/warehouses/{main}/places/many", {"codes": "A-1 .. A-9"}),
        clerk.post(f"/warehouses/{main}/places", {"code": "A-1"}),
        clerk.post("/stock/corrections", {"warehouse_id": main, "reason": "x", "lines": [correction]}),
        clerk.post("/availability", {"warehouse_id": main, "lines": [{"item_id": item_id, "quantity": 1}]}),
        clerk.post(f"/orders/{order.id}/release"),
    ):
        assert answer.status_code == 404, answer.said
    assert [row["id"] for row in clerk.get("/warehouses").said] == [other]
    assert clerk.get("/stock").said["items"] == []
    assert clerk.get("/shipments").said["items"] == []
    seller = sign_in(GrantInput("sales", "warehouse", other))
    lines = [{"item_id": item_id, "quantity": 1}]
    placed = seller.post("/orders", {"customer_id": str(order.customer_id), "lines": lines})
    assert (placed.status_code, placed.said["warehouse_id"]) == (201, other)


def test_an_error_nobody_expected_is_a_problem_that_tells_nothing(trade, api, monkeypatch):
    def fail(by, order_id):
        raise RuntimeError("secret details")

    monkeypatch.setattr("tradepost.domain.sales.queries.order", fail)
    api.client.raise_request_exception = False
    answer = api.get(f"/orders/{uuid4()}")
    assert (answer.status_code, answer.said["code"]) == (500, "our-mistake")
    assert b"secret" not in answer.content


def test_a_database_that_is_away_is_told_with_when_to_come_back(trade, api, monkeypatch):
    def fail(by, order_id):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr("tradepost.domain.sales.queries.order", fail)
    answer = api.get(f"/orders/{uuid4()}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def test_a_body_that_is_too_large_is_413(trade, api, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = api.post("/customers", {"name": "x" * 2000})
    assert (answer.status_code, answer.said["code"]) == (413, "too-large")
