"""A repeat is harmless, also when both are sent at the same moment; limits hold."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from doors.api.people import Api
from tradepost.base import sql
from tradepost.base.by import system
from tradepost.base.command import forget_answers
from tradepost.domain.parties.models import Customer
from tradepost.domain.sales.models import Order
from tradepost.doors.api.api import api as the_api
from tradepost.doors.api.limits import Limit


def together(count: int, work: Callable[[], object]) -> list:
    """Run the same work in threads that start at one moment, each with its own connection."""
    gate, answers = threading.Barrier(count), []

    def run() -> None:
        gate.wait()
        try:
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def order_of(trade, quantity=2):
    line = {"item_id": str(trade.items["tea"]), "quantity": quantity}
    return {"customer_id": str(trade.customers["Café Blum"]), "lines": [line], "confirm": True}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["01890a5d-ac96-774b-bcce-b302099a8057", "shop-4711"])
def test_twins_with_one_key_are_one_order(trade, api, key):
    answers = together(6, lambda: Api(api.token).post("/orders", order_of(trade), Idempotency_Key=key))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.said["number"] for answer in answers}) == 1
    assert Order.objects.count() == 1
    assert trade.stock("tea")["promised"] == 2


@pytest.mark.django_db(transaction=True)
def test_twins_with_one_key_and_other_contents_are_one_order_and_a_refusal(trade, api):
    key, sizes = "shop-4712", iter([2, 3, 2, 3])
    bodies = {threading.get_ident(): None}
    lock = threading.Lock()

    def work():
        with lock:
            body = order_of(trade, next(sizes))
        return Api(api.token).post("/orders", body, Idempotency_Key=key)

    answers = together(4, work)
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert Order.objects.count() == 1
    assert bodies


@pytest.mark.django_db(transaction=True)
def test_twins_of_another_command_are_told_the_same(trade, api):
    answers = together(
        4, lambda: Api(api.token).post("/customers", {"name": "Zwilling"}, Idempotency_Key="twin")
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Customer.objects.filter(party__name="Zwilling").count() == 1


@pytest.mark.django_db(transaction=True)
def test_changes_of_one_version_at_one_moment_are_one_change(trade, api):
    placed = api.post("/orders", {**order_of(trade), "confirm": False})
    path, tag = f"/orders/{placed.said['id']}", placed.headers["ETag"]
    notes = iter("abcdef")
    answers = together(6, lambda: Api(api.token).patch(path, {"note": next(notes)}, If_Match=tag))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    (won,) = [answer for answer in answers if answer.status_code == 200]
    assert api.get(path).said["note"] == won.said["note"]


def test_a_refusal_is_not_kept_for_its_key(trade, api):
    customer = trade.customers["Café Blum"]
    api.post(f"/customers/{customer}/block")
    refused = api.post("/orders", order_of(trade), Idempotency_Key="later")
    assert refused.status_code == 409
    api.post(f"/customers/{customer}/unblock")
    assert api.post("/orders", order_of(trade), Idempotency_Key="later").status_code == 201


def test_a_repeat_after_the_answer_was_forgotten_is_no_second_order(trade, api):
    assert api.post("/orders", order_of(trade), Idempotency_Key="drawer").status_code == 201
    assert forget_answers(system(timezone.now() + timedelta(days=31))) == 1
    again = api.post("/orders", order_of(trade), Idempotency_Key="drawer")
    assert (again.status_code, again.said["code"]) == (409, "answer-forgotten")
    assert Order.objects.count() == 1


def test_one_key_of_two_people_are_two_orders(trade, api, role):
    for person in (api, role("sales")):
        assert person.post("/orders", order_of(trade), Idempotency_Key="same").status_code == 201
    assert Order.objects.count() == 2


def test_a_secret_is_not_kept_for_its_key(trade, api):
    key = str(uuid4())
    sent = {"name": "shop", "expires_at": "2199-01-01T00:00:00Z"}
    made = api.post("/tokens", sent, Idempotency_Key=key)
    assert made.status_code == 201
    kept = sql.rows("select key, fingerprint, body from base_answer")
    assert made.said["secret"] not in str(kept)
    again = api.post("/tokens", sent, Idempotency_Key=key)
    assert (again.status_code, again.said["code"]) == (409, "secret-already-shown")


@pytest.mark.parametrize("key", ["", "with blank", "x" * 201, "ümlaut"])
def test_a_key_must_be_a_key(trade, api, key):
    assert api.post("/orders", order_of(trade), Idempotency_Key=key).status_code == 422


def test_whoever_asks_too_often_is_told_when_to_come_back(trade, api, role, monkeypatch):
    other = role("viewer")
    limit = Limit(per_minute=6)  # a burst of one
    for router in the_api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                monkeypatch.setattr(operation, "throttle_objects", [limit])
    assert api.get("/me").status_code == 200
    refused = api.get("/me")
    assert (refused.status_code, refused.said["code"]) == (429, "too-many-requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 10
    assert other.get("/me").status_code == 200
