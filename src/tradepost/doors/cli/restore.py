"""Read a backup into an empty database, and compare every table with what was written.

Readers of the change feed keep their cursors: a new epoch begins, because transaction numbers start anew.

example:
  TRADEPOST_DATA_DIR=/srv/tradepost tradepost restore company.tar
"""

from __future__ import annotations

import argparse
import shutil
import tarfile
import tempfile
from pathlib import Path

import psycopg
from django.conf import settings

from tradepost.base import feed
from tradepost.doors.cli import company_file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="what `tradepost backup` wrote")


def run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        print(f"There is no file {options.file}.")
        return 1
    with psycopg.connect(settings.DATABASE_URL) as connection:
        company_file.refuse_unless_empty(connection)
    with tempfile.TemporaryDirectory(dir=options.file.parent, prefix=".restore-") as place:
        folder = Path(place)
        with tarfile.open(options.file) as tar:
            tar.extractall(folder, filter="data")
        sent = company_file.from_manifest((folder / "manifest.json").read_text())
        company_file.load(folder / "database.dump", settings.DATABASE_URL)
        with psycopg.connect(settings.DATABASE_URL) as connection:
            arrived = company_file.content_of(connection, "comparing")
        company_file.compare(sent, arrived)
        if (folder / "files").is_dir():
            shutil.copytree(folder / "files", settings.MEDIA_ROOT, dirs_exist_ok=True)
    feed.start_new_epoch()
    rows = sum(found.rows for found in arrived.values())
    print(f"restored {rows:,} rows in {len(arrived)} tables, all as written")
    return 0
