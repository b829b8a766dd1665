import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access.commands._grants import user_for_update
from tradepost.domain.access.events import UserInvited
from tradepost.domain.access.models import Invitation, User
from tradepost.domain.access.queries import digest

OPEN_FOR = timedelta(days=7)


class AlreadyHere(Refusal):
    """They have a password: there is nothing to invite them to."""


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """A new invitation with the secret of its link, which nobody can read again."""

    invitation: Invitation
    secret: str = field(repr=False)


def invited(by: By, user_id: UUID) -> MadeInvitation:
    """A new link for a user without a password, instead of the one that may be open."""
    user: User = user_for_update(user_id)
    if user.has_usable_password():
        raise AlreadyHere(
            f"{user.get_full_name()} has a password already. Who forgot it asks for a new one at sign-in.",
            user_id=user.id,
        )
    withdraw_open(by, user.id)
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        id=new_id(by.now),
        user=user,
        hash=digest(secret),
        invited_by=by.actor,
        made_at=by.now,
        expires_at=by.now + OPEN_FOR,
    )
    publish(by, UserInvited(user.id, made.id, user.email, made.expires_at))
    return MadeInvitation(made, secret)


def withdraw_open(by: By, user_id: UUID) -> UUID | None:
    """Close the open invitation of a user, whose row is locked; gives its id."""
    standing = Invitation.objects.filter(
        user_id=user_id, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    if standing is None:
        return None
    standing.withdrawn_at = by.now
    standing.save(update_fields=["withdrawn_at"])
    return standing.id
