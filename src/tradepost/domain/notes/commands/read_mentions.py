from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes.events import MentionsRead
from tradepost.domain.notes.models import Mention


@command
def read_mentions(by: By, *, note_ids: Sequence[UUID] | None = None) -> int:
    """Mark what mentions the actor as seen, all of it or in these notes; gives how many that were new."""
    if by.actor_id is None:
        return 0
    unread = Mention.objects.filter(user_id=by.actor_id, read_at=None)
    if note_ids is not None:
        unread = unread.filter(note_id__in=list(note_ids))
    # In id order, so that two windows of one person do not wait for each other in a circle.
    seen = list(unread.select_for_update(no_key=True).order_by("id").values_list("id", "note_id"))
    if not seen:
        return 0
    Mention.objects.filter(id__in=[pk for pk, _ in seen]).update(read_at=by.now)
    publish(by, MentionsRead(by.actor_id, [note_id for _, note_id in seen]))
    return len(seen)
