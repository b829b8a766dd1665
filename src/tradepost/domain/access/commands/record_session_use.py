from allauth.usersessions.models import UserSession

from tradepost.base.by import By
from tradepost.base.command import command


@command
def record_session_use(by: By, *, session_key: str, ip: str, device: str) -> None:
    """When, from where and with what a session in a browser was used last; the door says it now and then.

    No fact for the feed: it is as fleeting as the session.
    """
    UserSession.objects.filter(session_key=session_key, user_id=by.actor_id).update(
        last_seen_at=by.now, user_agent=device[:200], **({"ip": ip} if ip else {})
    )
