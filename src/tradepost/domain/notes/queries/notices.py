from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.notes.models import Notice

SHOWN = 100


def notices_of(by: By, limit: int = SHOWN) -> list[Notice]:
    """What the actor was told of in the product, newest first."""
    if by.actor_id is None:
        return []
    return list(Notice.objects.filter(user_id=by.actor_id, is_shown=True).order_by("-made_at", "-id")[:limit])


def notice_to_mail(notice_id: UUID) -> Notice | None:
    """One with its user, unless its mail went out already or nobody may be told any more."""
    waiting = Notice.objects.select_related("user").filter(
        is_mailed=True, mailed_at=None, user__is_active=True
    )
    return waiting.filter(id=notice_id).first()
