"""What stands about somebody's sign-in: invitations, sessions, second factors."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from tradepost.base.errors import NotFound
from tradepost.domain.access.models import FactorRole, Invitation
from tradepost.domain.access.queries.actors import digest


def invitation_of(secret: str, now: datetime) -> Invitation:
    """The open invitation of a link, with its user. Raises NotFound with what to do."""
    found = Invitation.objects.select_related("user").filter(hash=digest(secret)).first()
    if found is None or found.withdrawn_at or not found.user.is_active:
        raise NotFound("This invitation does not exist, or was withdrawn. Ask for a new one.")
    if found.accepted_at:
        raise NotFound("This invitation was used already. Sign in with the password you chose.")
    if found.expires_at <= now:
        raise NotFound("This invitation is too old. Ask for a new one.")
    return found


def invitation_to(user_id: UUID) -> Invitation | None:
    """The newest invitation of a user, whatever became of it."""
    return Invitation.objects.filter(user_id=user_id).order_by("-made_at", "-id").first()


def sessions_of(user_id: UUID, now: datetime) -> list[UserSession]:
    """The sessions in browsers that are open, the last used first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows = UserSession.objects.filter(user_id=user_id, session_key__in=alive)
    return list(rows.order_by("-last_seen_at", "-id"))


def factors_of(user_id: UUID) -> list[Authenticator]:
    """The authenticators of a user: codes, recovery codes, passkeys; the oldest first."""
    return list(Authenticator.objects.filter(user_id=user_id).order_by("created_at", "id"))


def factor_roles() -> list[str]:
    """The roles whose people must have a second factor."""
    return list(FactorRole.objects.order_by("role").values_list("role", flat=True))
