"""What backup, restore and move-to share: the programs, the counting of every table, dump and load."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql
from rich.progress import Progress, track

from tradepost.base.errors import Refusal
from tradepost.base.private_postgres import Binaries, find_binaries

# The text of a row must not depend on who asks: a moment, a float and an interval have many spellings.
SAME_SPELLING = "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';"


class NotEmpty(Refusal):
    """The target holds tables already."""


class NothingThere(Refusal):
    """There are no books to copy."""


class ToolFailed(Refusal):
    """A program of PostgreSQL gave up; its own words follow."""


class CountsDiffer(Refusal):
    """What arrived is not what was sent."""


@dataclass(frozen=True, slots=True)
class Content:
    """What one table holds: the number of rows and the sum of their hashes, independent of their order."""

    rows: int
    checksum: str


def content_of(connection: psycopg.Connection, title: str) -> dict[str, Content]:
    """Counts and checksums of every table of ours, with a progress bar. Raises NothingThere."""
    connection.execute(SAME_SPELLING)
    tables = tables_of(connection)
    if not tables:
        raise NothingThere(
            "The database has no tables; there is nothing to copy. Is DATABASE_URL the right one?"
        )
    found = {}
    for table in track(tables, description=title, disable=not sys.stderr.isatty()):
        row = connection.execute(
            sql.SQL(
                "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from {} t"
            ).format(sql.Identifier(table))
        ).fetchone()
        assert row is not None
        found[table] = Content(*row)
    return found


def tables_of(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        """select relname from pg_class
           where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1"""
    )
    return [row[0] for row in rows]


def refuse_unless_empty(connection: psycopg.Connection) -> None:
    tables = tables_of(connection)
    if tables:
        some = ", ".join(tables[:3])
        raise NotEmpty(
            f"The database holds {len(tables)} tables already ({some}, ...). Nothing was written."
            " Make an empty one with createdb and name that."
        )


def compare(sent: dict[str, Content], arrived: dict[str, Content]) -> None:
    """Raises CountsDiffer, naming each table that is not the same."""
    different = [
        f"{table}: {sent.get(table)} was sent, {arrived.get(table)} arrived"
        for table in sorted(sent.keys() | arrived.keys())
        if sent.get(table) != arrived.get(table)
    ]
    if different:
        raise CountsDiffer("The copy is not the same; do not use it.\n  " + "\n  ".join(different))


def tools() -> Binaries:
    """The folder with pg_dump and pg_restore."""
    binaries = find_binaries(settings.ENVIRONMENT.text("TRADEPOST_POSTGRES_BIN") or None)
    if not binaries.path("pg_dump").exists():
        raise ToolFailed(f"There is no pg_dump in {binaries.folder}; set TRADEPOST_POSTGRES_BIN.")
    return binaries


def dump(url: str, snapshot: str, target: Path) -> None:
    """Write every table as it stood at `snapshot`, compressed, in PostgreSQL's own format."""
    options = ["--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--no-comments"]
    run_tool("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}", f"--dbname={url}")


def load(source: Path, url: str) -> None:
    """Read a dump into an empty database: all of it or nothing.

    As a script through psql: a script can be read by servers older than our programs, when the one setting
    that they do not know is left out.
    """
    contents = run_tool("pg_restore", "--list", str(source))
    script = [str(tools().path("pg_restore")), "--no-owner", "--no-privileges", "--file=-", str(source)]
    reader = [
        str(tools().path("psql")),
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--output=/dev/null",
    ]
    with (
        tempfile.TemporaryFile("w+") as said,
        Progress(disable=not sys.stderr.isatty()) as progress,
        subprocess.Popen(script, stdout=subprocess.PIPE, stderr=said) as writer,
        subprocess.Popen(
            [*reader, "--set=ON_ERROR_STOP=1", f"--dbname={url}"], stdin=subprocess.PIPE, stderr=said
        ) as child,
    ):
        task = progress.add_task("loading", total=contents.count(" TABLE DATA "))
        assert writer.stdout is not None
        assert child.stdin is not None
        with contextlib.suppress(BrokenPipeError), child.stdin as target:
            for line in writer.stdout:
                if line != b"SET transaction_timeout = 0;\n":
                    target.write(line)
                if line.startswith(b"COPY public."):
                    progress.advance(task)
        child.wait()
        writer.stdout.close()
        said.seek(0)
        words = said.read().strip()
    if child.returncode or writer.returncode:
        raise ToolFailed(f"The data could not be loaded; the database is as empty as before.\n{words}")


def run_tool(name: str, *arguments: str) -> str:
    done = subprocess.run([str(tools().path(name)), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolFailed(f"{name} gave up: {done.stderr.strip()}")
    return done.stdout


def to_manifest(content: dict[str, Content], version: str) -> str:
    return json.dumps(
        {"tradepost": version, "tables": {table: asdict(found) for table, found in content.items()}}, indent=1
    )


def from_manifest(text: str) -> dict[str, Content]:
    return {table: Content(**found) for table, found in json.loads(text)["tables"].items()}
