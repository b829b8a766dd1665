"""What stands about somebody's sign-in: sessions, second factors."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from tradepost.domain.access.models import FactorRole


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
