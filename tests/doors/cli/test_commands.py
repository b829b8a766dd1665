"""The command line: what it lists, what it answers, how it fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from cluster import RUN
from tradepost.base import sql
from tradepost.doors.cli import main as cli
from tradepost.doors.cli import migrate


def tradepost(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "tradepost.config.settings", **settings}
    command = [sys.executable, "-m", "tradepost.doors.cli.main", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_without_a_command_it_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == cli.WELL
    said = capsys.readouterr().out
    for name in ("run", "serve", "migrate", "backup", "restore", "move-to", "database", "check-settings"):
        assert f"  {name} " in said


def test_an_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["sell-everything"]) == cli.WRONG_USE
    assert "there is no command 'sell-everything'" in capsys.readouterr().err


@pytest.mark.parametrize("command", [command.name for command in cli.COMMANDS if command.name != "django"])
def test_every_command_explains_itself_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "example" in said
    assert f"tradepost {command}" in said


def test_check_settings_tells_values_but_no_secret(tmp_path: Path) -> None:
    done = tradepost(
        "check-settings", "--markdown", SECRET_KEY="do not tell anybody", TRADEPOST_CURRENCY="CHF",
        TRADEPOST_DATA_DIR=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0
    assert "| `TRADEPOST_CURRENCY` | `CHF` |" in done.stdout
    assert "do not tell" not in done.stdout


def test_production_does_not_start_and_names_what_is_unsafe(tmp_path: Path) -> None:
    done = tradepost("serve", TRADEPOST_ENV="production", TRADEPOST_DATA_DIR=str(tmp_path))
    assert done.returncode == cli.WRONG_USE
    assert "SECRET_KEY must be set" in done.stderr
    assert "TRADEPOST_URL must begin with https://" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_no_database_is_said_and_has_its_own_exit_code(tmp_path: Path) -> None:
    done = tradepost("migrate", DATABASE_URL="postgresql://x@127.0.0.1:1/x", TRADEPOST_DATA_DIR=str(tmp_path))
    assert done.returncode == cli.NO_DATABASE
    assert done.stderr.startswith("The database is not there: ")


def test_migrate_says_what_is_missing(own_database: str, tmp_path: Path) -> None:
    done = tradepost("migrate", "--check", DATABASE_URL=own_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "the tables are up to date\n")


def test_tables_from_before_folding_are_changed_by_the_version_before(
    own_database: str, tmp_path: Path
) -> None:
    with psycopg.connect(own_database) as connection:
        connection.execute(
            "insert into django_migrations (app, name, applied) values ('base', '0002_answers_kept', now())"
        )
    done = tradepost("migrate", DATABASE_URL=own_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert done.returncode == cli.REFUSED
    assert "Run `tradepost migrate` of commit 53af731 once" in done.stderr
    with psycopg.connect(own_database) as connection:
        for step in migrate.BEFORE_FOLDING.items():
            connection.execute(
                "insert into django_migrations (app, name, applied) values (%s, %s, now())", step
            )
    done = tradepost("migrate", DATABASE_URL=own_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (cli.WELL, "the tables are up to date\n")


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The URL of a database without a single table."""
    RUN.start()
    name = f"empty_{os.getpid()}"
    RUN.server.ensure_database(name)
    yield RUN.url(name)
    RUN.drop_database(name)


@pytest.mark.parametrize("words", [["demo"], ["serve"]])
def test_without_tables_it_says_what_to_do(words: list[str], empty_database: str, tmp_path: Path) -> None:
    done = tradepost(*words, DATABASE_URL=empty_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert done.returncode == cli.REFUSED
    assert re.fullmatch(r"\d+ migrations are missing\. Run `tradepost migrate` first\.\n", done.stderr)


@pytest.mark.parametrize("words", [["verify"], ["worker", "--once"]])
def test_without_tables_no_command_ends_in_a_traceback(
    words: list[str], empty_database: str, tmp_path: Path
) -> None:
    done = tradepost(*words, DATABASE_URL=empty_database, TRADEPOST_DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        cli.REFUSED,
        "The database has not the tables of this version. Run `tradepost migrate` first.\n",
    )


def test_the_demo_makes_the_tables_of_the_private_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """A private server belongs to nobody else: `tradepost demo` as the very first command works."""
    done: list[str] = []
    monkeypatch.setattr(migrate, "missing_migrations", lambda: 3)
    monkeypatch.setattr(migrate, "call_command", lambda name, **how: done.append(name))
    monkeypatch.setattr(settings, "PRIVATE_SERVER", RUN.server)
    migrate.ensure_tables()
    assert done == ["migrate"]
    monkeypatch.setattr(settings, "PRIVATE_SERVER", None)
    with pytest.raises(migrate.MigrationsMissing):
        migrate.ensure_tables()
    assert done == ["migrate"]


def test_the_worker_tells_what_was_given_up_and_lets_it_be_tried_again(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["worker", "--given-up"]) == cli.WELL
    assert capsys.readouterr().out == "nothing was given up\n"
    sql.run(
        """with e as (
             insert into base_event (name, subject_id, data, at, actor, command, request_id)
             values ('test.bell_rang', gen_random_uuid(), '{}', now(), 'nobody', 'ring', '') returning id)
           insert into base_delivery (event_id, reaction, attempts, due_at, given_up_at, error)
           select e.id, 'bells.answer', 20, now(), '2026-03-16 09:00+00', 'RuntimeError: no' from e"""
    )
    assert cli.main(["worker", "--given-up"]) == cli.REFUSED
    said = capsys.readouterr().out
    assert said.startswith("2026-03-16 09:00 test.bell_rang (event ")
    assert said.endswith("), bells.answer: 20 tries, RuntimeError: no\n")
    assert cli.main(["worker", "--try-again"]) == cli.WELL
    assert capsys.readouterr().out == "1 will be tried again\n"
    assert cli.main(["worker", "--given-up"]) == cli.WELL
