"""Notes and files beside a document, as its page shows them: declared by `DocumentPage.subject`, drawn by all alike."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes import rules as notes_rules
from tradepost.domain.notes.models import File, Note
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.beside import Beside, ShownFile, ShownNote, said
from tradepost.render.screens.document import DocumentPage, Moment

PAGES = {
    "order": "order",
    "quote": "quote",
    "customer": "customer",
    "supplier": "supplier",
    "item": "item",
    "purchase_order": "purchase_order",
    "shipment": "shipment",
    "invoice": "invoice",
    "payment": "payment",
    "return": "return",
    "dispute": "dispute",
    "count": "count",
    "correction": "correction",
    "transfer": "transfer",
}
"""The page of each kind of document in reports' SUBJECTS."""


def page_of(kind: str, pk: UUID) -> str:
    """Where a document stands."""
    return address(PAGES[kind], pk) if kind in PAGES else ""


def with_beside(by: By, shown: DocumentPage) -> DocumentPage:
    """The page with its notes and files in the timeline, if this person may read them; three statements."""
    if shown.subject is None or not access_queries.may(by, "notes.read"):
        return shown
    _kind, pk = shown.subject
    files = [_shown_file(by, one) for one in notes_queries.files_of(pk)]
    notes = [_note_moment(by, one) for one in notes_queries.notes_of(pk)]
    moments = [*shown.timeline, *notes, *(_file_moment(one) for one in files)]
    beside = _beside(by, pk, files) if access_queries.may(by, "notes.write_note") else None
    return replace(shown, timeline=sorted(moments, key=_when, reverse=True), beside=beside)


def _when(moment: Moment) -> datetime:
    return moment.at


def _beside(by: By, pk: UUID, files: Sequence[ShownFile]) -> Beside:
    return Beside(
        note_id=new_id(by.now),
        notes_url=address("document_notes", pk),
        people_url=address("document_people", pk),
        files_url=address("document_files", pk),
        files=[one for one in files if one.removed_at is None],
        endings=",".join(f".{ending}" for ending in notes_rules.KINDS),
        most_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    )


def _note_moment(by: By, note: Note) -> Moment:
    return Moment(
        note.written_at, _("Note"), who=note.author, icon="message-square", note=shown_note(by, note)
    )


def shown_note(by: By, note: Note) -> ShownNote:
    """A note with what this person may do about it. The words of a removed one are shown to nobody."""
    own = note.author_user_id is not None and note.author_user_id == by.actor_id
    if note.removed_at is not None:
        restore = address("note_restore", note.pk) if own else ""
        return ShownNote(note.pk, "", said(""), removed_at=note.removed_at, restore_url=restore)
    return ShownNote(
        note.pk,
        note.text if own else "",
        said(note.text, [one.user.get_full_name() for one in note.mentions.all()]),
        changed_at=note.changed_at,
        earlier_url=address("note_earlier", note.pk) if note.changed_at else "",
        edit_url=address("note_edit", note.pk) if own else "",
        remove_url=address("note_remove", note.pk) if own else "",
    )


def _shown_file(by: By, row: File) -> ShownFile:
    own = row.added_by_user_id is not None and row.added_by_user_id == by.actor_id
    may = own or access_queries.may(by, "notes.remove_any_file")
    gone = row.removed_at is not None
    return ShownFile(
        row.pk,
        row.name,
        row.size_bytes,
        row.added_by,
        row.added_at,
        url="" if gone else address("file", row.pk),
        picture_url=address("file_picture", row.pk)
        if row.media_type in notes_rules.PICTURES and not gone
        else "",
        remove_url=address("file_remove", row.pk) if may and not gone else "",
        restore_url=address("file_restore", row.pk) if may and gone else "",
        removed_by=row.removed_by,
        removed_at=row.removed_at,
    )


def _file_moment(shown: ShownFile) -> Moment:
    if shown.removed_at is not None:
        return Moment(shown.removed_at, _("File removed"), who=shown.removed_by, icon="paperclip", file=shown)
    return Moment(shown.added_at, _("File added"), who=shown.by, icon="paperclip", file=shown)
