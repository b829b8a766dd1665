from tradepost.base.by import By
from tradepost.domain.notes.models import Mention

SHOWN = 100


def unread_count(by: By) -> int:
    """How many notes that mention the actor they have not seen."""
    if by.actor_id is None:
        return 0
    return Mention.objects.filter(user_id=by.actor_id, read_at=None, note__removed_at=None).count()


def mentions_of(by: By, limit: int = SHOWN) -> list[Mention]:
    """The newest mentions of the actor with their notes, newest first; two statements."""
    if by.actor_id is None:
        return []
    rows = Mention.objects.filter(user_id=by.actor_id, note__removed_at=None).select_related("note")
    return list(rows.prefetch_related("note__mentions__user").order_by("-made_at", "-id")[:limit])
