from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from tradepost.base.errors import NotFound
from tradepost.domain.notes.models import Mention, Note

SHOWN = 200


def notes_of(subject_id: UUID, limit: int = SHOWN) -> list[Note]:
    """The newest notes beside a document, newest first, removed ones too, with who is mentioned.

    Whether the document may be read is asked of its own room before. Two statements.
    """
    rows = Note.objects.filter(subject_id=subject_id).prefetch_related(_with_users())
    return list(rows.order_by("-written_at", "-id")[:limit])


def note(note_id: UUID) -> Note:
    """One note, whoever asks. Raises NotFound."""
    found = Note.objects.filter(id=note_id).prefetch_related(_with_users()).first()
    if found is None:
        raise NotFound("There is no such note.", note_id=note_id)
    return found


def _with_users() -> Prefetch:
    return Prefetch("mentions", Mention.objects.select_related("user").order_by("id"))


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What a note said until a moment."""

    until: datetime
    text: str


def said_before(found: Note) -> list[SaidBefore]:
    """The earlier words of a note, newest first."""
    rows = found.history.order_by("-pgh_id").values_list("pgh_created_at", "text")  # type: ignore[attr-defined]
    earlier, text = [], found.text
    for until, words in rows:
        if words != text:
            earlier.append(SaidBefore(until, words))
            text = words
    return earlier
