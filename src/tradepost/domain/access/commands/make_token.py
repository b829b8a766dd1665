import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.access.events import TokenMade
from tradepost.domain.access.models import ApiToken, User
from tradepost.domain.access.queries import digest
from tradepost.domain.access.rules import ROLES


class SecretAlreadyShown(Refusal):
    """The token was made before; its secret is shown once only."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token with its secret, which nobody can read again."""

    token: ApiToken
    secret: str = field(repr=False)


def _shown(token_id: UUID) -> NoReturn:
    raise SecretAlreadyShown(
        "This token was made already and its secret shown. Revoke it and make a new one.", token_id=token_id
    )


@command(once="token_id", again=_shown)
def make_token(
    by: By, *, token_id: UUID, user_id: UUID, name: str, expires_at: datetime, roles: Sequence[str] = ()
) -> MadeToken:
    """An API token that acts as the user, with all or some of the user's roles, until `expires_at`.

    Raises Invalid, NotFound, SecretAlreadyShown.
    """
    label = " ".join(name.split())
    problems = {}
    if not label:
        problems["name"] = "Say what the token is for."
    if expires_at.tzinfo is None or expires_at <= by.now:
        problems["expires_at"] = "Give a moment in the future."
    if unknown := set(roles) - set(ROLES):
        problems["roles"] = f"There is no role {min(unknown)}."
    if problems:
        raise Invalid(f"The token cannot be made: {next(iter(problems.values()))}", fields=problems)
    if not User.objects.filter(id=user_id, is_active=True).exists():
        raise NotFound("There is no such active user.", user_id=user_id)
    secret = f"tp_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        id=token_id,
        user_id=user_id,
        name=label,
        hash=digest(secret),
        prefix=secret[:8],
        roles=sorted(set(roles)),
        expires_at=expires_at,
        made_at=by.now,
    )
    publish(by, TokenMade(user_id, token.id, label))
    return MadeToken(token, secret)
