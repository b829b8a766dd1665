"""Backup, restore and move-to: nothing is lost on the way, and nothing is written over."""

from __future__ import annotations

import tarfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cluster import RUN

from .test_commands import tradepost

FACT = """insert into base_event (name, subject_id, data, at, actor, command, request_id)
          select 'parties.seen', gen_random_uuid(), '{"größe": 1.50}', now(), 'owner', 'see', ''
          from generate_series(1, 40)"""


@pytest.fixture
def books(own_database: str) -> str:
    with psycopg.connect(own_database) as connection:
        connection.execute(FACT)
    return own_database


@pytest.fixture
def empty_database() -> Iterator[str]:
    RUN.start()
    name = f"empty_{uuid.uuid4().hex[:12]}"
    RUN.server.ensure_database(name)
    yield RUN.url(name)
    RUN.drop_database(name)


def events(url: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute("select * from base_event order by id").fetchall()


def epoch_of_next_event(url: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        connection.execute(FACT)
        found = connection.execute("select epoch from base_event order by id desc limit 1").fetchone()
        connection.rollback()
    assert found is not None
    return found


def test_a_backup_restored_is_the_same_company(books: str, empty_database: str, tmp_path: Path) -> None:
    file = tmp_path / "company.tar"
    (tmp_path / "from/files/.incoming").mkdir(parents=True)
    (tmp_path / "from/files/.incoming/half").write_text("<sv")
    (tmp_path / "from/files/documents/ab").mkdir(parents=True)
    (tmp_path / "from/files/documents/ab/abcd").write_bytes(b"\x89PNG")
    (tmp_path / "from/files/logo.svg").write_text("<svg/>")
    written = tradepost("backup", str(file), DATABASE_URL=books, TRADEPOST_DATA_DIR=str(tmp_path / "from"))
    assert (written.returncode, written.stderr) == (0, "")
    with tarfile.open(file) as tar:
        names = set(tar.getnames())
    assert {"manifest.json", "database.dump", "files/logo.svg", "files/documents/ab/abcd"} <= names
    assert not [name for name in names if ".incoming" in name], "what is still coming is not in it"
    read = tradepost(
        "restore", str(file), DATABASE_URL=empty_database, TRADEPOST_DATA_DIR=str(tmp_path / "to")
    )
    assert read.returncode == 0, read.stderr
    assert events(empty_database) == events(books)
    assert (tmp_path / "to/files/logo.svg").read_text() == "<svg/>"
    assert (tmp_path / "to/files/documents/ab/abcd").read_bytes() == b"\x89PNG"
    assert epoch_of_next_event(books) == (1,)
    assert epoch_of_next_event(empty_database) == (2,)


def test_a_backup_is_not_written_over(books: str, tmp_path: Path) -> None:
    file = tmp_path / "company.tar"
    file.write_text("precious")
    assert (
        tradepost("backup", str(file), DATABASE_URL=books, TRADEPOST_DATA_DIR=str(tmp_path)).returncode == 1
    )
    assert file.read_text() == "precious"


def test_move_to_brings_every_row(books: str, empty_database: str, tmp_path: Path) -> None:
    moved = tradepost("move-to", empty_database, DATABASE_URL=books, TRADEPOST_DATA_DIR=str(tmp_path))
    assert moved.returncode == 0, moved.stderr
    assert "all the same" in moved.stdout
    assert events(empty_database) == events(books)
    assert epoch_of_next_event(empty_database) == (2,)


def test_move_to_refuses_a_database_with_tables_and_leaves_it_alone(
    books: str, empty_database: str, tmp_path: Path
) -> None:
    with psycopg.connect(empty_database) as connection:
        connection.execute("create table theirs (n integer)")
    refused = tradepost("move-to", empty_database, DATABASE_URL=books, TRADEPOST_DATA_DIR=str(tmp_path))
    assert refused.returncode == 1
    assert "holds 1 tables already (theirs" in refused.stderr
    with psycopg.connect(empty_database) as connection:
        assert connection.execute(
            "select count(*) from pg_tables where schemaname = 'public'"
        ).fetchone() == (1,)


def test_restore_refuses_what_was_changed_on_the_way(books: str, empty_database: str, tmp_path: Path) -> None:
    file, forged = tmp_path / "company.tar", tmp_path / "forged.tar"
    tradepost("backup", str(file), DATABASE_URL=books, TRADEPOST_DATA_DIR=str(tmp_path))
    with tarfile.open(file) as tar:
        tar.extractall(tmp_path / "parts", filter="data")
    manifest = tmp_path / "parts/manifest.json"
    manifest.write_text(manifest.read_text().replace('"rows": 40', '"rows": 41'))
    with tarfile.open(forged, "w") as tar:
        for part in ("manifest.json", "database.dump"):
            tar.add(tmp_path / "parts" / part, part)
    refused = tradepost("restore", str(forged), DATABASE_URL=empty_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert refused.returncode == 1
    assert "base_event: Content(rows=41" in refused.stderr


def test_nothing_to_copy_is_refused(empty_database: str, tmp_path: Path) -> None:
    refused = tradepost(
        "backup", str(tmp_path / "x.tar"), DATABASE_URL=empty_database, TRADEPOST_DATA_DIR=str(tmp_path)
    )
    assert refused.returncode == 1
    assert "nothing to copy" in refused.stderr
    assert not (tmp_path / "x.tar").exists()
