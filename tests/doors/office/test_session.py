"""Signing in again beside unfinished work: who is signed in, and a token of that session."""

from __future__ import annotations

import pytest
from django.test import Client

from desk import Desk

pytestmark = pytest.mark.django_db


def test_a_page_hears_who_is_signed_in_and_gets_a_token() -> None:
    desk = Desk("sales")
    told = desk.get("/office/session/")
    assert told.json() == {"person": str(desk.user_id)}
    assert len(told.headers["X-CSRFToken"]) > 30


def test_a_token_of_the_session_before_is_refused_and_the_new_one_taken() -> None:
    desk = Desk("sales")
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(desk.client.cookies)
    sent = {"path": "/office/orders/new/preview/", "data": "{}", "content_type": "application/json"}
    assert client.post(**sent, headers={"X-CSRFToken": "a" * 64}).status_code == 403
    token = client.get("/office/session/").headers["X-CSRFToken"]
    assert (
        client.post(**sent, headers={"X-CSRFToken": token}).status_code == 422
    )  # read, and refused for what it says


def test_whoever_is_signed_out_is_sent_to_sign_in_and_back_to_the_page_that_closes() -> None:
    answer = Client().get("/office/session/")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/accounts/login/")
    assert "Your work goes on in the other tab." in Desk("sales").see("/office/session/back/")
