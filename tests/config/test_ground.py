"""The ground holds: a real PostgreSQL, bound parameters, prepared statements, the ways to watch over us."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_statements_are_bound_by_the_server_and_prepared() -> None:
    with connection.cursor() as cursor:
        for number in range(4):
            cursor.execute("select sum(n) from unnest(%s::bigint[]) n /* ground */", [[number, 2]])
            assert cursor.fetchone() == (number + 2,)
        cursor.execute("select statement from pg_prepared_statements where statement like %s", ["%ground%"])
        assert "$1" in cursor.fetchall()[0][0]


@pytest.mark.django_db
def test_watchers_get_their_answers(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}
    assert b"tradepost_requests_total" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403


@pytest.mark.django_db
def test_answers_carry_the_request_id_and_a_strict_policy(client: Client) -> None:
    given = client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})
    assert given.headers["X-Request-ID"] == "from-the-proxy-1"
    made = client.get("/healthz", headers={"X-Request-ID": "bad id\t!"})
    assert len(made.headers["X-Request-ID"]) == 32
    assert "unsafe-inline" not in made.headers["Content-Security-Policy"]
