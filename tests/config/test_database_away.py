"""While the database does not answer, people and programs are told to come back, not that we broke."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tradepost.config.database_away import DatabaseAwayMiddleware
from tradepost.domain.access import queries as access_queries


@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection"), InterfaceError("closed")]
)
def test_a_page_says_come_back(error: Exception) -> None:
    middleware = DatabaseAwayMiddleware(lambda request: HttpResponse())
    answer = middleware.process_exception(RequestFactory().get("/office/"), error)
    assert answer is not None
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert b"Back in a moment" in answer.content


def test_other_errors_are_not_hidden() -> None:
    middleware = DatabaseAwayMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/office/"), ValueError("a bug")) is None


@pytest.mark.django_db
def test_the_api_answers_a_problem_that_may_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(access_queries, "token_of", gone)
    answer = Client().get("/api/v1/orders", headers={"Authorization": "Bearer tp_x"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "try-again"
