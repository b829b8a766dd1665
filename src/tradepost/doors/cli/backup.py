"""Write the whole company into one file: every table as of one moment, and the stored files.

Trade goes on meanwhile. The file is a tar with the database in PostgreSQL's own format (pg_restore reads it
too), the number of rows and a checksum of each table, and the stored files.

examples:
  tradepost backup company.tar
  tradepost backup "/mnt/backups/$(date +%F).tar"
"""

from __future__ import annotations

import argparse
import os
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.conf import settings

from tradepost.base import storage
from tradepost.doors.cli import company_file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="where to write; must not exist")


def run(options: argparse.Namespace) -> int:
    target: Path = options.file
    if target.exists():
        print(f"{target} exists already; a backup is never written over.")
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as place:
        folder = Path(place)
        rows = write_parts(folder)
        draft = folder / "draft.tar"
        with tarfile.open(draft, "w") as tar:
            tar.add(folder / "manifest.json", "manifest.json")
            tar.add(folder / "database.dump", "database.dump")
            if settings.MEDIA_ROOT.is_dir():
                tar.add(settings.MEDIA_ROOT, "files", filter=_settled)
        with draft.open("rb") as handle:
            os.fsync(handle.fileno())
        draft.rename(target)
    print(f"{target}: {rows:,} rows, {target.stat().st_size:,} bytes")
    return 0


def _settled(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """All but what is still being written: no row of the dump, which was made before, knows it."""
    return None if Path(entry.name).name == storage.INCOMING else entry


def write_parts(folder: Path) -> int:
    """The dump and the manifest of the same moment; the number of rows in it."""
    with psycopg.connect(settings.DATABASE_URL) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = connection.execute("select pg_export_snapshot()").fetchone()
        assert snapshot is not None
        company_file.dump(settings.DATABASE_URL, snapshot[0], folder / "database.dump")
        content = company_file.content_of(connection, "counting")
    (folder / "manifest.json").write_text(company_file.to_manifest(content, version("tradepost")))
    return sum(found.rows for found in content.values())
