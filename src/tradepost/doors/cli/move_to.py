"""Move the books to a PostgreSQL server of your own: dumped, loaded, counted and compared.

Stop `tradepost run` first: what is written meanwhile stays behind. The old database is left as it is.

example:
  tradepost move-to postgresql://tradepost:secret@db.example:5432/tradepost
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from django.conf import settings

from tradepost.base.errors import Refusal
from tradepost.base.private_postgres import OLDEST_MAJOR
from tradepost.doors.cli import company_file

BEGIN_EPOCH = "import django; django.setup(); from tradepost.base import feed; feed.start_new_epoch()"


class Unsuitable(Refusal):
    """The target cannot take the books."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", help="postgresql://user:password@host:port/name of an empty database")


def run(options: argparse.Namespace) -> int:
    if not options.url.startswith(("postgresql://", "postgres://")):
        raise Unsuitable("The target must be a postgresql:// address.")
    with psycopg.connect(options.url) as target:
        major = target.info.server_version // 10000
        if major < OLDEST_MAJOR:
            raise Unsuitable(f"The target is PostgreSQL {major}; {OLDEST_MAJOR} is the oldest.")
        company_file.refuse_unless_empty(target)
    with psycopg.connect(settings.DATABASE_URL) as source, tempfile.TemporaryDirectory() as place:
        source.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = source.execute("select pg_export_snapshot()").fetchone()
        assert snapshot is not None
        sent = company_file.content_of(source, "counting")
        file = Path(place) / "database.dump"
        company_file.dump(settings.DATABASE_URL, snapshot[0], file)
        company_file.load(file, options.url)
    with psycopg.connect(options.url) as target:
        arrived = company_file.content_of(target, "comparing")
    company_file.compare(sent, arrived)
    begin_epoch_at(options.url)
    rows = sum(found.rows for found in arrived.values())
    print(
        f"moved {rows:,} rows in {len(arrived)} tables, all the same.\n"
        f"Set DATABASE_URL to the new address; stored files stay in {settings.MEDIA_ROOT}."
    )
    return 0


def begin_epoch_at(url: str) -> None:
    """In a process of its own, whose settings name the new server."""
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "-c", BEGIN_EPOCH], env=environment, check=True)
