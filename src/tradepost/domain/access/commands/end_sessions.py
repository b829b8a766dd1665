from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.access.events import SessionsEnded


@command
def end_sessions(by: By, *, user_id: UUID, session_id: int | None = None, but: str = "") -> int:
    """End the user's sessions in browsers, or one of them; `but` is the key of one that stays.

    They are gone with the next request. Gives how many ended. Raises NotFound when that one is not the user's.
    """
    known = UserSession.objects.filter(user_id=user_id).exclude(session_key=but)
    if session_id is not None:
        known = known.filter(id=session_id)
    keys = list(known.order_by("id").values_list("session_key", flat=True))
    if session_id is not None and not keys:
        raise NotFound("There is no such session; it may have ended already.", session_id=session_id)
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    if keys:
        publish(by, SessionsEnded(user_id, len(keys)))
    return len(keys)
