from typing import TypedDict, Unpack
from uuid import UUID

from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile
from tradepost.domain.access.commands._grants import clean_email, refuse_last_owner, user_for_update
from tradepost.domain.access.commands.create_user import EmailTaken
from tradepost.domain.access.commands.end_sessions import end_sessions
from tradepost.domain.access.events import UserChanged
from tradepost.domain.access.models import User


class UserChanges(TypedDict, total=False):
    """What can be changed; what is not given stays. Made inactive, a user cannot sign in
    and their sessions end; their tokens open nothing until they are active again."""

    email: str
    name: str
    is_active: bool


@command
def change_user(by: By, *, user_id: UUID, version: int | None = None, **fields: Unpack[UserChanges]) -> User:
    """Change what is given. Raises ChangedMeanwhile, Invalid, EmailTaken, LastOwner, NotFound."""
    if fields.get("is_active") is False:
        refuse_last_owner(user_id)
    user = user_for_update(user_id)
    if version is not None and version != user.version:
        raise ChangedMeanwhile(
            "The user was changed by someone else. Load it again and repeat your change.",
            version=user.version,
        )
    values = {
        "email": clean_email(fields["email"]) if "email" in fields else user.email,
        "name": " ".join(fields.get("name", user.name).split()),
        "is_active": fields.get("is_active", user.is_active),
    }
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if not changed:
        return user
    for name in changed:
        setattr(user, name, values[name])
    try:
        user.save(update_fields=changed)
    except IntegrityError:
        raise EmailTaken(f"A user signs in with {user.email} already.", email=user.email) from None
    user.version += 1
    publish(by, UserChanged(user.id, sorted(changed)))
    if "is_active" in changed and not user.is_active:
        end_sessions(by, user_id=user_id)
    return user
