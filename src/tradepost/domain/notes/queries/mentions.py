from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.notes.models import Mention

SHOWN = 100


def unread_count(by: By) -> int:
    """How many notes that mention the actor, and notices, they have not seen; one statement."""
    found = sql.one(
        """select (select count(*) from notes_mention m join notes_note n on n.id = m.note_id
                   where m.user_id = %(user)s and m.read_at is null and n.removed_at is null)
                + (select count(*) from notes_notice
                   where user_id = %(user)s and is_shown and read_at is null)""",
        {"user": by.actor_id},
    )
    return int(found[0]) if found and by.actor_id else 0


def mentions_of(by: By, limit: int = SHOWN) -> list[Mention]:
    """The newest mentions of the actor with their notes, newest first; two statements."""
    if by.actor_id is None:
        return []
    rows = Mention.objects.filter(user_id=by.actor_id, note__removed_at=None).select_related("note")
    return list(rows.prefetch_related("note__mentions__user").order_by("-made_at", "-id")[:limit])
