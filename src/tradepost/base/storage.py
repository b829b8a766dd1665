"""Files that people gave: kept by what they contain, in one folder, each content once.

A name from outside never touches the disk: the path is made of the SHA-256 of the contents. A file is written
beside its place and put there whole, so that a crash leaves no half of one; it is never changed, so that a
backup may be taken meanwhile.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from tradepost.base.errors import NotFound, Refusal

FOLDER = "documents"
INCOMING = ".incoming"
BEGINNING = 4096


class TooLarge(Refusal):
    """The file is larger than this company takes."""

    status = 413


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the storage, by the SHA-256 of its contents."""

    digest: str
    size_bytes: int


def keep(chunks: Iterable[bytes], most: int) -> Kept:
    """Write what comes into the storage. Raises TooLarge as soon as it is more than `most` bytes."""
    incoming = Path(settings.MEDIA_ROOT) / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, draft = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(handle, "wb") as written:
            for chunk in chunks:
                size += len(chunk)
                if size > most:
                    raise TooLarge(
                        f"A file may have {most // 1024 // 1024} MB. Send a smaller one.", most=most
                    )
                digest.update(chunk)
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        Path(draft).replace(place)
    finally:
        Path(draft).unlink(missing_ok=True)
    return Kept(digest.hexdigest(), size)


def refuse_larger(size_bytes: int, most: int) -> None:
    """Raises TooLarge for a file of more than `most` bytes."""
    if size_bytes > most:
        raise TooLarge(f"A file may have {most // 1024 // 1024} MB. Send a smaller one.", most=most)


def path_of(digest: str) -> Path:
    """Where the contents with this digest lie, or would."""
    if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
        raise NotFound("There is no such file.")
    return Path(settings.MEDIA_ROOT) / FOLDER / digest[:2] / digest


def size_of(digest: str) -> int | None:
    """The size of what is kept under this digest; None when there is nothing."""
    try:
        return path_of(digest).stat().st_size
    except FileNotFoundError:
        return None


def beginning_of(digest: str) -> bytes:
    """The first 4 kB, to see what it is. Raises NotFound."""
    with open_kept(digest) as handle:
        return handle.read(BEGINNING)


def open_kept(digest: str) -> BinaryIO:
    """The contents, to be read and closed. Raises NotFound."""
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError:
        raise NotFound("The contents of this file are not in the storage.") from None
