"""Files that Tradepost keeps for a while: what a job was given, and what it made.

One place, Django's default storage: a folder that all processes of a host share, or whatever STORAGES names
instead. Nothing in it has a public address; doors hand a file out to whom it belongs. A file is never written
twice: it is made elsewhere and put here whole, so that nobody reads half of one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage

FILES_KEPT = timedelta(days=14)
FOLDER = "jobs"


def keep(owner_id: UUID, name: str, contents: IO[bytes]) -> str:
    """Put a file away; gives the path it is found by."""
    contents.seek(0)
    return default_storage.save(f"{FOLDER}/{owner_id}/{name}", File(contents))


def fetch(path: str) -> File | None:
    """The file, open for reading; None when it was thrown away."""
    try:
        return default_storage.open(path, "rb")
    except FileNotFoundError:
        return None


def throw_away(path: str) -> None:
    """A file that is gone already is no error."""
    default_storage.delete(path)


def throw_away_old(now: datetime) -> int:
    """Throw away what is older than 14 days, whoever it belongs to; gives how many."""
    gone = 0
    for path in _paths():
        try:
            old = default_storage.get_modified_time(path) < now - FILES_KEPT
        except FileNotFoundError:
            continue  # a twin was faster
        if old:
            throw_away(path)
            gone += 1
    return gone


def _paths() -> Iterator[str]:
    try:
        folders, _ = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for folder in folders:
        for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]:
            yield f"{FOLDER}/{folder}/{name}"
