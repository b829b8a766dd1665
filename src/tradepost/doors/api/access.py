"""Users, their roles and tokens. For the owner; everybody sees and keeps their own tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from tradepost.domain.access.queries import USERS
from tradepost.domain.access.rules import ROLES, SCOPE_KINDS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    DayOut,
    Id,
    IdOut,
    Moment,
    MomentOut,
    Name,
    Yes,
    about,
    new,
    one_of,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Users"])
Email = text(254, 3)
Role = one_of(*ROLES)


class GrantIn(In):
    """A role and how far it reaches."""

    role: Role = about("The role.", "rep")
    scope_kind: one_of(*SCOPE_KINDS) = about("Empty: everywhere.", "own_customers", "")  # type: ignore[valid-type]
    scope_id: Id | None = about("The customer or warehouse.", None, None)


class GrantOut(Shape):
    """A role and how far it reaches."""

    role: str = about("The role.", "rep")
    scope_kind: str = about("Empty: everywhere.", "own_customers")
    scope_id: IdOut | None = about("The customer or warehouse.")


class UserIn(In):
    """A user to be made."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    email: Email = about("They sign in with it.", "vera@example.com")
    name: Name = about("Their name.", "Vera Rep")
    password: text(200) = about("Empty: they cannot sign in until one is set.", None, "")  # type: ignore[valid-type]
    grants: list[GrantIn] = about("Their roles.", None, [], max_length=50)


class UserChange(In):
    """New values for a user; what is left out stays."""

    email: Email = new("They sign in with it.", "vera@example.com")
    name: Name = new("Their name.", "Vera Rep")
    is_active: Yes = new("An inactive user cannot sign in, nor can their tokens.", True)


class GrantsIn(In):
    """All roles of a user."""

    grants: list[GrantIn] = about("These instead of those before.", max_length=50)


class PasswordIn(In):
    """A new password."""

    password: text(200, 1) = about("The sessions of the old one end.", "correct horse battery")  # type: ignore[valid-type]


class UserRow(Shape):
    """A user in a list."""

    id: IdOut = about("The user.")
    email: str = about("They sign in with it.", "vera@example.com")
    name: str = about("Their name.", "Vera Rep")
    is_active: bool = about("Whether they can sign in.")
    standing: str = about(
        "`invited`: they have no password yet.",
        "active",
        json_schema_extra={"enum": ["active", "invited", "inactive"]},
    )
    last_login: MomentOut | None = about("When they last signed in at a browser.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class UserOut(UserRow):
    """A user with their roles."""

    grants: list[GrantOut] = about("Their roles.")


class TokenIn(In):
    """A token to be made."""

    id: Id | None = about("Your id for it.", None, None)
    user_id: Id | None = about("As whom it acts; null: you.", None, None)
    name: Name = about("What it is for.", "web shop")
    expires_at: Moment = about("Until when.", "2027-01-01T00:00:00Z")
    roles: list[Role] = about("Some of the user's roles; empty: all.", None, [], max_length=20)


class TokenOut(Shape):
    """A token, without its secret."""

    id: IdOut = about("The token.")
    user_id: IdOut = about("As whom it acts.")
    name: str = about("What it is for.", "web shop")
    prefix: str = about("The secret begins so.", "tp_Ab12c")
    roles: list[str] = about("Some of the user's roles; empty: all.", ["sales"])
    expires_at: MomentOut = about("Until when.")
    revoked_at: MomentOut | None = about("Since when it opens nothing.")
    last_used_on: DayOut | None = about("The last day it was used.")
    made_at: MomentOut = about("When it was made.")


class TokenMade(TokenOut):
    """A new token with its secret, which nobody can read again."""

    secret: str = about("Send it as Authorization: Bearer.", "tp_...")


class MeOut(Shape):
    """Who you are to us."""

    user_id: IdOut | None = about("The user.")
    name: str = about("Your name.", "Vera Rep")
    roles: list[str] = about("Your roles with this token.", ["rep"])
    scope: dict[str, UUID] = about("What you are limited to: rep, customer, warehouse.", {})
    now: MomentOut = about("What our clock says.")


lists(router, "/users", USERS, name="list_users", needs="access.read", gives=UserRow)


def user_out(by: By, user_id: UUID) -> dict[str, Any]:
    """A user as they stand now."""
    row: User = access_queries.user(by, user_id)
    return UserOut.plain(row, grants=access_queries.grants_of(user_id))


def grants_in(body: list[GrantIn]) -> list[GrantInput]:
    """As the commands take them."""
    return [GrantInput(grant.role, grant.scope_kind, grant.scope_id) for grant in body]


@reads(router, "/me", needs="access.make_own_token", gives=MeOut)
def get_me(by: By) -> dict[str, Any]:
    """Who you are, what you may, and what our clock says."""
    scope = {kind: str(subject) for kind, subject in by.scope.items()}
    return MeOut.plain(by, user_id=by.actor_id, name=by.actor, roles=sorted(by.roles), scope=scope)


@changes(
    router,
    "POST",
    "/users",
    needs="access.create_user",
    gives=UserOut,
    status=201,
    at="/api/v1/users/{id}",
    kept=False,
)
def create_user(by: By, body: UserIn) -> dict[str, Any]:
    """Make a user."""
    made = access.create_user(
        by,
        user_id=body.id or new_id(by.now),
        email=body.email,
        name=body.name,
        password=body.password,
        grants=grants_in(body.grants),
    )
    return user_out(by, made.id)


@reads(router, "/users/{user_id}", needs="access.read", gives=UserOut)
def get_user(by: By, user_id: Id) -> dict[str, Any]:
    """One user with roles."""
    return user_out(by, user_id)


@changes(router, "PATCH", "/users/{user_id}", needs="access.change_user", gives=UserOut, within=USERS)
def change_user(by: By, user_id: Id, body: UserChange) -> dict[str, Any]:
    """Change a user."""
    access.change_user(by, user_id=user_id, **body.model_dump(exclude_unset=True))
    return user_out(by, user_id)


@changes(router, "PUT", "/users/{user_id}/roles", needs="access.set_roles", gives=UserOut, within=USERS)
def set_roles(by: By, user_id: Id, body: GrantsIn) -> dict[str, Any]:
    """Give a user these roles instead of those before."""
    access.set_roles(by, user_id=user_id, grants=grants_in(body.grants))
    return user_out(by, user_id)


@changes(router, "PUT", "/users/{user_id}/password", needs="access.set_password", gives=UserOut, within=USERS)
def set_password(by: By, user_id: Id, body: PasswordIn) -> dict[str, Any]:
    """Give a user a new password."""
    access.set_password(by, user_id=user_id, password=body.password)
    return user_out(by, user_id)


@reads(router, "/users/{user_id}/tokens", needs="access.make_own_token", gives=list[TokenOut])
def list_tokens(by: By, user_id: Id) -> list[dict[str, Any]]:
    """The tokens of a user, the newest first."""
    _refuse_others(by, user_id, "access.read")
    return [TokenOut.plain(token) for token in access_queries.tokens_of(user_id)]


@changes(
    router,
    "POST",
    "/tokens",
    needs="access.make_own_token",
    gives=TokenMade,
    status=201,
    keyed=True,
    kept=False,
)
def make_token(by: By, body: TokenIn) -> dict[str, Any]:
    """Make a token; its secret is shown this once.

    A token never makes a token with more roles than its own.
    """
    user_id = body.user_id or by.actor_id
    if user_id is None:
        raise NotFound("Say as whom the token acts.")
    _refuse_others(by, user_id, "access.make_token")
    # Roles left out would be all of the user's; a narrowed token hands on its own ones only.
    narrowed = sorted(by.roles) if user_id == by.actor_id and not body.roles else body.roles
    if set(narrowed) - by.roles:
        access_queries.require(by, "access.make_token")
    expires_at: datetime = body.expires_at
    made = access.make_token(
        by,
        token_id=body.id or new_id(by.now),
        user_id=user_id,
        name=body.name,
        expires_at=expires_at,
        roles=narrowed,
    )
    return TokenMade.plain(made.token, secret=made.secret)


@changes(
    router,
    "POST",
    "/users/{user_id}/tokens/{token_id}/revoke",
    needs="access.revoke_own_token",
    gives=TokenOut,
)
def revoke_token(by: By, user_id: Id, token_id: Id) -> dict[str, Any]:
    """Revoke a token: it opens nothing from now on."""
    _refuse_others(by, user_id, "access.revoke_token")
    if all(token.id != token_id for token in access_queries.tokens_of(user_id)):
        raise NotFound("There is no such token here.")
    return TokenOut.plain(access.revoke_token(by, token_id=token_id))


def _refuse_others(by: By, user_id: UUID, verb: str) -> None:
    """One's own tokens are one's own business; those of others need the verb."""
    if user_id != by.actor_id:
        access_queries.require(by, verb)
