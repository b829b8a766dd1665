from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.notes.events import NoticesRead
from tradepost.domain.notes.models import Notice


@command
def read_notices(by: By, *, notice_ids: Sequence[UUID] | None = None) -> int:
    """Mark what the actor was told of as seen, all of it or these; gives how many that were new."""
    if by.actor_id is None:
        return 0
    unread = Notice.objects.filter(user_id=by.actor_id, is_shown=True, read_at=None)
    if notice_ids is not None:
        unread = unread.filter(id__in=list(notice_ids))
    seen = list(unread.select_for_update(no_key=True).order_by("id").values_list("id", flat=True))
    if seen:
        Notice.objects.filter(id__in=seen).update(read_at=by.now)
        publish(by, NoticesRead(by.actor_id, seen))
    return len(seen)
