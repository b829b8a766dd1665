"""Facts about who may do what. No secret ever stands in an event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class UserCreated(Event):
    name = "access.user_created"
    user_id: UUID
    email: str


@dataclass(frozen=True)
class UserChanged(Event):
    """`fields` are the names of what is different now."""

    name = "access.user_changed"
    user_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class PasswordSet(Event):
    name = "access.password_set"
    user_id: UUID


@dataclass(frozen=True)
class RolesSet(Event):
    """`roles` after, `before` before; each as `role` or `role:scope kind:scope id`."""

    name = "access.roles_set"
    user_id: UUID
    roles: list[str]
    before: list[str]


@dataclass(frozen=True)
class TokenMade(Event):
    name = "access.token_made"
    user_id: UUID
    token_id: UUID
    label: str


@dataclass(frozen=True)
class TokenRevoked(Event):
    name = "access.token_revoked"
    user_id: UUID
    token_id: UUID


@dataclass(frozen=True)
class TokenUsed(Event):
    """The first use of a token on a day (UTC)."""

    name = "access.token_used"
    user_id: UUID
    token_id: UUID


@dataclass(frozen=True)
class UserInvited(Event):
    """Until when the link opens; the link itself stands nowhere."""

    name = "access.user_invited"
    user_id: UUID
    invitation_id: UUID
    email: str
    expires_at: datetime


@dataclass(frozen=True)
class InvitationWithdrawn(Event):
    name = "access.invitation_withdrawn"
    user_id: UUID
    invitation_id: UUID


@dataclass(frozen=True)
class InvitationAccepted(Event):
    name = "access.invitation_accepted"
    user_id: UUID
    invitation_id: UUID


@dataclass(frozen=True)
class PreferencesSet(Event):
    """`fields` are the names of what is different now."""

    name = "access.preferences_set"
    user_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class SessionsEnded(Event):
    """How many of the user's sessions in browsers were ended."""

    name = "access.sessions_ended"
    user_id: UUID
    sessions: int


@dataclass(frozen=True)
class SecondFactorChanged(Event):
    """What the user did to their own second factor: `added` or `removed` an authenticator of this kind."""

    name = "access.second_factor_changed"
    user_id: UUID
    change: str
    kind: str


@dataclass(frozen=True)
class SecondFactorReset(Event):
    """Somebody else took away all authenticators of the user."""

    name = "access.second_factor_reset"
    user_id: UUID
    kinds: list[str]


@dataclass(frozen=True)
class SecondFactorRolesSet(Event):
    """Whose people must have a second factor from now on, and whose had to before."""

    name = "access.second_factor_roles_set"
    company_id: UUID
    roles: list[str]
    before: list[str]
