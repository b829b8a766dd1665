import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.access.models import User

_WHO_ASKS = """
select t.id, t.last_used_on is distinct from (%s::timestamptz at time zone 'UTC')::date, t.roles,
       u.id, coalesce(nullif(u.name, ''), u.email),
       coalesce(array_agg(array[g.role, g.scope_kind, g.scope_id::text])
                  filter (where g.id is not null), '{}'::text[])
from access_api_token t
join access_user u on u.id = t.user_id and u.is_active
left join access_grant g on g.user_id = u.id
where t.hash = %s and t.revoked_at is null and t.expires_at > %s
group by t.id, u.id"""
# Asked by every page.
_WHAT_IS_GRANTED = """
select g.role, g.scope_kind, g.scope_id,
       exists (select from access_factor_role f where f.role = g.role)
         and not exists (select from mfa_authenticator a where a.user_id = g.user_id and a.type <> 'recovery_codes')
from access_grant g where g.user_id = %s"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A program with its token. `first_today`: its use on this day is not yet on record."""

    by: By
    token_id: UUID
    first_today: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in at a browser. `needs_factor`: a role of theirs asks for a second factor they do not have."""

    by: By
    needs_factor: bool


def by_of(user: User, now: datetime, request_id: str = "") -> By:
    """The actor for a signed-in user: roles and scope from the grants, in one statement."""
    return signed_in(user, now, request_id).by


def signed_in(user: User, now: datetime, request_id: str = "") -> Person:
    """As by_of, with what is missing at their sign-in, in the same statement."""
    with sql.prepared():
        grants = sql.rows(_WHAT_IS_GRANTED, [user.id])
    by = _by(user.id, user.get_full_name(), now, request_id, [grant[:3] for grant in grants], [])
    return Person(by, any(lacks for *_, lacks in grants))


def by_of_id(user_id: UUID, now: datetime, request_id: str = "") -> By | None:
    """The actor for a user as they are now, without their signing in; None when they may not any more."""
    user = User.objects.filter(id=user_id, is_active=True).first()
    return by_of(user, now, request_id) if user else None


def bys_of(user_ids: Sequence[UUID], now: datetime) -> dict[UUID, By]:
    """The active ones of many users as actors, to ask what each of them may see; two statements."""
    people = User.objects.filter(id__in=user_ids, is_active=True).prefetch_related("grants").order_by("id")
    return {
        one.id: _by(
            one.id,
            one.get_full_name(),
            now,
            "",
            [(grant.role, grant.scope_kind, grant.scope_id) for grant in one.grants.all()],
            [],
        )
        for one in people
    }


def by_of_token(secret: str, now: datetime, request_id: str = "") -> By | None:
    """The actor for an API token, in one statement; None when it is unknown, expired or revoked."""
    found = token_of(secret, now, request_id)
    return found.by if found else None


def token_of(secret: str, now: datetime, request_id: str = "") -> SignedIn | None:
    """As by_of_token, with the token's id, so that a door can put its first use of the day on record."""
    with sql.prepared():
        found = sql.one(_WHO_ASKS, [now, digest(secret), now])
    if found is None:
        return None
    token_id, first_today, roles, user_id, name, grants = found
    given = [(role, kind, UUID(scope) if scope else None) for role, kind, scope in grants]
    return SignedIn(_by(user_id, name, now, request_id, given, roles), token_id, first_today)


def digest(secret: str) -> str:
    """What is kept of a token: SHA-256 in hex. The secret has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _by(
    user_id: UUID,
    name: str,
    now: datetime,
    request_id: str,
    grants: Iterable[tuple[str, str, UUID | None]],
    only: list[str],
) -> By:
    """Scopes add up to the narrowest: whoever is limited anywhere is limited in all they do."""
    roles, scope = set(), {}
    for role, kind, subject in grants:
        roles.add(role)
        if kind == "own_customers":
            scope["rep"] = user_id
        elif kind and subject is not None:
            scope[kind] = subject
    return By(
        actor_id=user_id,
        actor=name,
        now=now,
        roles=frozenset(roles & set(only) if only else roles),
        scope=MappingProxyType(scope),
        request_id=request_id,
    )
