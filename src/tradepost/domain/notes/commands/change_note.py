from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.notes import queries
from tradepost.domain.notes.commands._note import NotYours, checked, mention, own_note_for_update
from tradepost.domain.notes.events import NoteChanged
from tradepost.domain.notes.models import Note

__all__ = ["NotYours", "NoteIsRemoved", "change_note"]


class NoteIsRemoved(Refusal):
    """It was taken away; bring it back first."""


@command
def change_note(by: By, *, note_id: UUID, text: str, mentions: Sequence[UUID] = ()) -> Note:
    """Other words for one's own note; the earlier ones stay in its history.

    Raises Invalid, NotFound, NotYours, NoteIsRemoved.
    """
    note = own_note_for_update(by, note_id)
    if note.removed_at is not None:
        raise NoteIsRemoved("This note was removed. Bring it back first.")
    said = checked(text, mentions)
    if said == note.text:
        return queries.note(note_id)
    note.text, note.changed_at = said, by.now
    note.save(update_fields=["text", "changed_at"])
    mention(by, note, mentions)
    publish(by, NoteChanged(note.subject_id, note.kind, note.id, sorted(set(mentions))))
    return queries.note(note_id)
