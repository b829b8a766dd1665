from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.access.commands._grants import refuse_weak_password, user_for_update
from tradepost.domain.access.commands.end_sessions import end_sessions
from tradepost.domain.access.events import PasswordSet
from tradepost.domain.access.models import User


@command
def set_password(by: By, *, user_id: UUID, password: str) -> User:
    """A new password; sessions signed in with the old one end. Raises Invalid with what is weak, NotFound."""
    user = user_for_update(user_id)
    refuse_weak_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.version += 1
    publish(by, PasswordSet(user.id))
    end_sessions(by, user_id=user.id)
    return user
