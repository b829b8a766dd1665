"""The ground holds: a real PostgreSQL, bound parameters, prepared statements, the ways to watch over us."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import connection
from django.test import Client
from structlog.testing import capture_logs

from tradepost.base import sql
from tradepost.config.database import django_database


def _prepared(word: str, pooled: bool = False) -> list[str]:
    """What the server has prepared of a statement said four times with other values."""
    place = connection.settings_dict
    with connection.cursor() as cursor, pytest.MonkeyPatch.context() as patch:
        patch.setitem(place, "DISABLE_SERVER_SIDE_CURSORS", pooled)
        # As a company has it: tests prepare what is read, too.
        usual = django_database("postgresql:///books")["OPTIONS"]["prepare_threshold"]
        patch.setattr(connection.connection, "prepare_threshold", usual)
        with sql.prepared() if word != "read" else nullcontext():
            for number in range(4):
                cursor.execute(f"select sum(n) from unnest(%s::bigint[]) n /* {word} */", [[number, 2]])
                assert cursor.fetchone() == (number + 2,)
        cursor.execute(
            "select statement from pg_prepared_statements where statement like %s", [f"%{word} */"]
        )
        return [statement for (statement,) in cursor.fetchall()]


@pytest.mark.django_db
def test_statements_are_bound_by_the_server_and_those_of_commands_prepared() -> None:
    assert ["$1" in statement for statement in _prepared("command")] == [True]
    assert _prepared("read") == []


@pytest.mark.django_db
def test_behind_a_pool_that_shares_connections_nothing_is_prepared() -> None:
    assert _prepared("pooled", pooled=True) == []


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


@pytest.mark.django_db
def test_a_secret_in_an_address_is_not_written_down(client: Client) -> None:
    with capture_logs() as written:
        client.get("/accounts/join/a-secret-that-opens-an-account/")
        client.get("/healthy-nowhere/")
    assert [line["path"] for line in written if line["event"] == "answered"] == [
        "/accounts/join/.../",
        "/healthy-nowhere/",
    ]
