from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes.commands._note import own_note_for_update
from tradepost.domain.notes.events import NoteRestored
from tradepost.domain.notes.models import Note


@command
def restore_note(by: By, *, note_id: UUID) -> Note:
    """Bring one's own removed note back. Raises NotFound, NotYours."""
    note = own_note_for_update(by, note_id)
    if note.removed_at is None:
        return note
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    publish(by, NoteRestored(note.subject_id, note.kind, note.id))
    return note
