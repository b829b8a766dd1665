"""Files beside a document: kept once by their contents, removed and brought back, hostile ones refused."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from domain.notes.test_notes import hire
from trade import Trade
from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.base.storage import TooLarge
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.models import File
from tradepost.domain.notes.queries import NotThisKind
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
MB = 1024 * 1024


def add(by: By, order: Order, name: str, contents: bytes, file_id: UUID | None = None) -> File:
    kept = storage.keep([contents[:7], contents[7:]], MB)
    added: File = notes.add_file(
        by,
        file_id=file_id or new_id(by.now),
        kind="order",
        subject_id=order.pk,
        name=name,
        digest=kept.digest,
    )
    return added


def test_a_file_lies_under_its_digest_and_the_name_is_only_shown(trade: Trade, storage_folder: Path) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    row = add(ana, order, "../../../etc/cron.d/Offer.png", PNG)
    digest = hashlib.sha256(PNG).hexdigest()
    assert (row.name, row.media_type, row.size_bytes, row.digest) == (
        "Offer.png",
        "image/png",
        len(PNG),
        digest,
    )
    found = [
        path.relative_to(storage_folder).as_posix() for path in storage_folder.rglob("*") if path.is_file()
    ]
    assert found == [f"documents/{digest[:2]}/{digest}"]
    with storage.open_kept(digest) as handle:
        assert handle.read() == PNG


def test_the_same_contents_are_kept_once_and_a_file_sent_twice_is_one(
    trade: Trade, storage_folder: Path
) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    first = add(ana, order, "a.png", PNG)
    add(ana, order, "a.png", PNG, first.pk)
    add(ana, order, "b.png", PNG)
    assert sorted(row.name for row in notes_queries.files_of(order.pk)) == ["a.png", "b.png"]
    assert len([path for path in storage_folder.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("name", "contents", "refusal"),
    [
        ("page.html", b"<script>alert(1)</script>", NotThisKind),
        ("invoice.pdf.exe", b"MZ", NotThisKind),
        ("", b"x", NotThisKind),
        ("photo.png", b"<svg onload=alert(1)>", NotThisKind),
        ("photo.jpg", b"GIF89a", NotThisKind),
        ("paper.pdf", b"<html>", NotThisKind),
        ("empty.txt", b"", Invalid),
    ],
)
def test_what_is_of_no_kind_or_not_what_it_says_is_refused(
    trade: Trade, name: str, contents: bytes, refusal: type[Exception]
) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    with unchanged("notes"), pytest.raises(refusal):
        add(ana, order, name, contents)


def test_an_archive_is_kept_as_it_is_and_never_unpacked(trade: Trade, storage_folder: Path) -> None:
    """Ten megabytes of nothing in a small file: only the small file is there."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../evil.txt", b"\0" * 10 * MB)
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    row = add(ana, order, "parts.zip", packed.getvalue())
    assert row.size_bytes == len(packed.getvalue()) < 20_000
    assert [path.stat().st_size for path in storage_folder.rglob("*") if path.is_file()] == [row.size_bytes]


def test_more_than_may_be_is_refused_while_it_comes_and_nothing_is_left(storage_folder: Path) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += MB
            yield b"\0" * MB

    with pytest.raises(TooLarge, match="3 MB"):
        storage.keep(endless(), 3 * MB)
    assert taken == 4 * MB
    assert [path for path in storage_folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("digest", ["../../../../etc/passwd", "", "0" * 63, "G" * 64, "0" * 63 + "/"])
def test_a_digest_is_no_path(digest: str) -> None:
    with pytest.raises(NotFound):
        storage.open_kept(digest)


def test_a_file_is_removed_and_brought_back_by_who_added_it_or_an_owner(trade: Trade) -> None:
    order, ana, ben, olga = trade.order(("TEA", 1)), hire("Ana"), hire("Ben"), hire("Olga", "owner")
    row = add(ana, order, "a.png", PNG)
    with unchanged("notes"), pytest.raises(notes.NotYourFile):
        notes.remove_file(ben, file_id=row.pk)
    notes.remove_file(olga, file_id=row.pk)
    gone = notes_queries.file(row.pk)
    assert (gone.removed_at, gone.removed_by) == (olga.now, "Olga")
    with unchanged("notes"):
        notes.remove_file(olga, file_id=row.pk)
    notes.restore_file(ana, file_id=row.pk)
    back = notes_queries.file(row.pk)
    assert (back.removed_at, back.removed_by) == (None, "")
    with unchanged("notes"), pytest.raises(NotFound):
        notes.remove_file(ana, file_id=new_id(ana.now))


def test_a_document_holds_so_many_files(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradepost.domain.notes.rules.MOST_FILES", 2)
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    first = add(ana, order, "a.png", PNG)
    add(ana, order, "b.png", PNG)
    with unchanged("notes"), pytest.raises(notes.TooManyFiles):
        add(ana, order, "c.png", PNG)
    notes.remove_file(ana, file_id=first.pk)
    add(ana, order, "c.png", PNG)


def test_verify_finds_a_file_whose_contents_are_gone_or_other(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    row = add(ana, order, "a.png", PNG)
    assert list(notes_queries.differences()) == []
    storage.path_of(row.digest).write_bytes(PNG[:5])
    assert [str(one) for one in notes_queries.differences()] == [
        f"I15 file a.png: its contents in the storage is 5 bytes, should be {len(PNG)} bytes"
    ]
    storage.path_of(row.digest).unlink()
    assert len(list(notes_queries.differences())) == 1


def _keep_many(folder: str, count: int) -> None:
    from django.conf import settings

    settings.MEDIA_ROOT = Path(folder)
    for _ in range(count):
        storage.keep([PNG], MB)


def test_many_who_keep_the_same_at_once_leave_one_whole_file(storage_folder: Path) -> None:
    workers = [
        multiprocessing.get_context("fork").Process(target=_keep_many, args=(str(storage_folder), 40))
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    files = [path for path in storage_folder.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [PNG]
