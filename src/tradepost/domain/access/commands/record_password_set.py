from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.commands.end_sessions import end_sessions
from tradepost.domain.access.events import PasswordSet


@command
def record_password_set(by: By, *, user_id: UUID, keeps: str = "") -> None:
    """The fact, when allauth has set the password: by a mailed link, or by the user who knew the old one.

    Sessions of the old one end; `keeps` is the key of the session in which it was done.
    """
    publish(by, PasswordSet(user_id))
    end_sessions(by, user_id=user_id, but=keeps)
