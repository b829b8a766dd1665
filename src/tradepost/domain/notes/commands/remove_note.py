from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes.commands._note import own_note_for_update
from tradepost.domain.notes.events import NoteRemoved
from tradepost.domain.notes.models import Note


@command
def remove_note(by: By, *, note_id: UUID) -> Note:
    """Take one's own note away; that it was there stays to be seen. Raises NotFound, NotYours."""
    note = own_note_for_update(by, note_id)
    if note.removed_at is not None:
        return note
    note.removed_at = by.now
    note.save(update_fields=["removed_at"])
    publish(by, NoteRemoved(note.subject_id, note.kind, note.id))
    return note
