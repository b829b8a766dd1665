"""Facts about who may do what. No secret ever stands in an event."""

from dataclasses import dataclass
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
