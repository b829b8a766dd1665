"""Notes and files beside any document: an order, a customer, an item, an invoice and so on."""

import base64
from typing import Any

from django.conf import settings
from ninja import Router

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.models import File, Note
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, about, from_base64, text
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Notes and files"])
Words, FileName, Contents = text(10_000, 1), text(300, 1), text(100 * 1024 * 1024, 4)


class NoteIn(In):
    """What is said beside a document."""

    id: Id | None = about("Your id for it: sent twice, it is one note.", AN_ID, None)
    text: Words = about(  # type: ignore[valid-type]
        "Plain text. A colleague's name behind an @ mentions them.", "They ring at the back door."
    )


class NoteChange(In):
    """Other words for one's own note."""

    text: Words = about("The new text; what it said before is kept.", "Ring twice.")  # type: ignore[valid-type]


class NoteOut(Shape):
    """A note. The text of a removed one is empty."""

    id: IdOut = about("Its id.", AN_ID)
    subject_id: IdOut = about("The document it lies beside.")
    kind: str = about("What kind of document that is.", "order")
    author: str = about("Who wrote it.", "Ana Lee")
    text: str = about("The words.", "They ring at the back door.")
    mentions: list[IdOut] = about("The users who are mentioned.")
    written_at: MomentOut = about("When it was written.")
    changed_at: MomentOut | None = about("When it was last changed.")
    removed_at: MomentOut | None = about("When it was removed.")


class FileIn(In):
    """A file to lay beside a document."""

    id: Id | None = about("Your id for it: sent twice, it is one file.", AN_ID, None)
    name: FileName = about("Its name; the ending says what it is.", "Offer 7.txt")  # type: ignore[valid-type]
    content: Contents = about("The contents in base64.", "VHdlbHZlIGNhc2VzIG9mIHRlYQ==")  # type: ignore[valid-type]


class FileOut(Shape):
    """A file beside a document."""

    id: IdOut = about("Its id.", AN_ID)
    subject_id: IdOut = about("The document it lies beside.")
    kind: str = about("What kind of document that is.", "order")
    name: str = about("Its name, to be shown; never a path.", "Offer 7.txt")
    media_type: str = about("What it is by its name.", "text/plain")
    size_bytes: int = about("How large it is.", 20)
    digest: str = about("SHA-256 of its contents, in hex.")
    added_by: str = about("Who added it.", "Ana Lee")
    added_at: MomentOut = about("When.")
    removed_at: MomentOut | None = about("When it was removed.")


class FileContentOut(FileOut):
    """A file with its contents."""

    content: str = about("The contents in base64.", "VHdlbHZlIGNhc2VzIG9mIHRlYQ==")


def _shown(note: Note) -> dict[str, Any]:
    said = note.text if note.removed_at is None else ""
    named = [one.user_id for one in note.mentions.all()]
    return NoteOut.plain(note, text=said, mentions=[str(pk) for pk in named])


def _seen_note(by: By, note_id: Id) -> tuple[Note, reports_queries.Subject]:
    found = notes_queries.note(note_id)
    return found, reports_queries.subject(by, found.subject_id, found.kind)


def _seen_file(by: By, file_id: Id) -> File:
    found = notes_queries.file(file_id)
    reports_queries.subject(by, found.subject_id, found.kind)
    return found


@reads(router, "/documents/{subject_id}/notes", needs="notes.read", gives=list[NoteOut])
def list_notes(by: By, subject_id: Id) -> list[dict[str, Any]]:
    """The notes beside a document, newest first."""
    about_it = reports_queries.subject(by, subject_id)
    return [_shown(note) for note in notes_queries.notes_of(about_it.id)]


@changes(router, "POST", "/documents/{subject_id}/notes", needs="notes.write_note", gives=NoteOut, status=201)
def write_note(by: By, subject_id: Id, body: NoteIn) -> dict[str, Any]:
    """Lay a note beside a document. Whoever is mentioned must be able to read the document."""
    subject = reports_queries.subject(by, subject_id)
    mentions = reports_queries.mentioned_in(by, subject, body.text)
    note = notes.write_note(
        by,
        note_id=body.id or new_id(by.now),
        kind=subject.kind,
        subject_id=subject_id,
        text=body.text,
        mentions=mentions,
    )
    return _shown(note)


@changes(router, "PATCH", "/notes/{note_id}", needs="notes.change_note", gives=NoteOut)
def change_note(by: By, note_id: Id, body: NoteChange) -> dict[str, Any]:
    """Change one's own note."""
    _note, subject = _seen_note(by, note_id)
    mentions = reports_queries.mentioned_in(by, subject, body.text)
    return _shown(notes.change_note(by, note_id=note_id, text=body.text, mentions=mentions))


@changes(router, "POST", "/notes/{note_id}/remove", needs="notes.remove_note", gives=NoteOut)
def remove_note(by: By, note_id: Id) -> dict[str, Any]:
    """Take one's own note away; that it was there stays to be seen."""
    _seen_note(by, note_id)
    notes.remove_note(by, note_id=note_id)
    return _shown(notes_queries.note(note_id))


@reads(router, "/documents/{subject_id}/files", needs="notes.read", gives=list[FileOut])
def list_files(by: By, subject_id: Id) -> list[dict[str, Any]]:
    """The files beside a document, newest first."""
    about_it = reports_queries.subject(by, subject_id)
    return [FileOut.plain(row) for row in notes_queries.files_of(about_it.id)]


@changes(router, "POST", "/documents/{subject_id}/files", needs="notes.add_file", gives=FileOut, status=201)
def add_file(by: By, subject_id: Id, body: FileIn) -> dict[str, Any]:
    """Lay a file beside a document: pictures, PDF, office documents, text, CSV, e-mails, drawings, archives."""
    subject = reports_queries.subject(by, subject_id)
    name = notes_queries.name_to_keep(body.name)
    kept = storage.keep([from_base64(body.content)], settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    row = notes.add_file(
        by,
        file_id=body.id or new_id(by.now),
        kind=subject.kind,
        subject_id=subject_id,
        name=name,
        digest=kept.digest,
    )
    return FileOut.plain(row)


@reads(router, "/files/{file_id}", needs="notes.read", gives=FileContentOut)
def get_file(by: By, file_id: Id) -> dict[str, Any]:
    """One file with its contents."""
    found = _seen_file(by, file_id)
    if found.removed_at is not None:
        raise NotFound("This file was removed.")
    with storage.open_kept(found.digest) as handle:
        return FileContentOut.plain(found, content=base64.b64encode(handle.read()).decode())


@changes(router, "POST", "/files/{file_id}/remove", needs="notes.remove_file", gives=FileOut)
def remove_file(by: By, file_id: Id) -> dict[str, Any]:
    """Take a file away from its document."""
    _seen_file(by, file_id)
    return FileOut.plain(notes.remove_file(by, file_id=file_id))
