from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.domain.notes import rules
from tradepost.domain.notes.models import Mention, Note


class NotYours(Refusal):
    """A note is changed and removed by whoever wrote it."""


def own_note_for_update(by: By, note_id: UUID) -> Note:
    """The actor's own note, locked. Raises NotFound, NotYours."""
    found = Note.objects.select_for_update(no_key=True).filter(id=note_id).first()
    if found is None:
        raise NotFound("There is no such note.", note_id=note_id)
    if found.author_user_id is None or found.author_user_id != by.actor_id:
        raise NotYours(f"{found.author} wrote this note; only its author can change it. Answer with a note.")
    return found


def checked(text: str, mentions: Sequence[UUID]) -> str:
    """The text as it is kept. Raises Invalid."""
    said = rules.clean_text(text)
    if not said:
        raise Invalid("Write something first.", fields={"text": "A note needs words."})
    if len(said) > rules.LONGEST_NOTE:
        raise Invalid(
            f"A note may have {rules.LONGEST_NOTE:,} characters; this one has {len(said):,}.",
            fields={"text": "Shorten it, or add it as a file."},
        )
    if len(set(mentions)) > rules.MOST_MENTIONS:
        raise Invalid(
            f"A note may mention {rules.MOST_MENTIONS} people.", fields={"text": "Mention fewer people."}
        )
    return said


def mention(by: By, note: Note, user_ids: Sequence[UUID]) -> None:
    """Exactly these users are mentioned; who was already keeps when they read it. Three statements.

    For whoever does not want to be told of it in the product, it is nothing new.
    """
    Mention.objects.filter(note=note).exclude(user_id__in=user_ids).delete()
    told = access_queries.told_of("mention", user_ids) if user_ids else {}
    Mention.objects.bulk_create(
        [
            Mention(
                note=note,
                user_id=user_id,
                made_at=by.now,
                read_at=None if "product" in told.get(user_id, ()) else by.now,
            )
            for user_id in sorted(set(user_ids))
        ],
        ignore_conflicts=True,
    )
