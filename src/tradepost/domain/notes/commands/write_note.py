from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes import queries
from tradepost.domain.notes.commands._note import checked, mention
from tradepost.domain.notes.events import NoteWritten
from tradepost.domain.notes.models import Note


@command(once="note_id", again=queries.note)
def write_note(
    by: By, *, note_id: UUID, kind: str, subject_id: UUID, text: str, mentions: Sequence[UUID] = ()
) -> Note:
    """Lay a note beside a document. Who may read the document, and the mentioned, are asked before. Raises Invalid."""
    said = checked(text, mentions)
    note = Note.objects.create(
        id=note_id,
        kind=kind,
        subject_id=subject_id,
        author_user_id=by.actor_id,
        author=by.actor,
        text=said,
        written_at=by.now,
    )
    mention(by, note, mentions)
    publish(by, NoteWritten(subject_id, kind, note.id, sorted(set(mentions))))
    return queries.note(note_id)
