from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal, SentTwiceDifferently
from tradepost.domain.access.commands._grants import (
    GrantInput,
    clean_email,
    grant_rows,
    refuse_bad_grants,
    refuse_weak_password,
    spelled,
)
from tradepost.domain.access.events import RolesSet, UserCreated
from tradepost.domain.access.models import Grant, User


class EmailTaken(Refusal):
    """Another user signs in with this e-mail."""


@command
def create_user(
    by: By, *, user_id: UUID, email: str, name: str, password: str = "", grants: Sequence[GrantInput] = ()
) -> User:
    """A user; without a password they cannot sign in until one is set.

    Sent twice with the same id and e-mail it is one user. (Not by the fingerprint of all contents: a
    password must not stand anywhere but in its own slow hash.) Raises Invalid, EmailTaken, TooManyScopes.
    """
    address = clean_email(email)
    standing = User.objects.filter(id=user_id).first()
    if standing is not None:
        if standing.email != address:
            raise SentTwiceDifferently("This id belongs to another user. Use a new id.", key=user_id)
        return standing
    refuse_bad_grants(grants)
    user = User(id=user_id, email=address, name=" ".join(name.split()), made_at=by.now)
    if password:
        refuse_weak_password(password, user)
    if User.objects.filter(email=address).exists():
        raise EmailTaken(f"A user signs in with {address} already.", email=address)
    user.set_password(password or None)
    try:
        user.save(force_insert=True)
    except IntegrityError:
        raise EmailTaken(f"A user signs in with {address} already.", email=address) from None
    Grant.objects.bulk_create(grant_rows(by, user.id, grants))
    publish(by, UserCreated(user.id, user.email))
    if grants:
        publish(by, RolesSet(user.id, spelled(grants), []))
    return user
