from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access.models import Grant, User
from tradepost.domain.access.rules import ROLES, SCOPE_KINDS


class LastOwner(Refusal):
    """Nobody would be left who may give roles."""


class TooManyScopes(Refusal):
    """A user is limited to one warehouse and one customer at most."""


@dataclass(frozen=True, slots=True)
class GrantInput:
    """A role and how far it reaches: everywhere, `own_customers`, or one `customer` or `warehouse`."""

    role: str
    scope_kind: str = ""
    scope_id: UUID | None = None


def refuse_bad_grants(grants: Sequence[GrantInput]) -> None:
    """Raise Invalid for unknown roles and scopes, TooManyScopes for two subjects of one kind."""
    problems = {}
    for n, grant in enumerate(grants):
        if grant.role not in ROLES:
            problems[f"grants.{n}.role"] = f"One of {', '.join(ROLES)}."
        if grant.scope_kind not in SCOPE_KINDS:
            problems[f"grants.{n}.scope_kind"] = f"One of {', '.join(filter(None, SCOPE_KINDS))}, or nothing."
        elif (grant.scope_kind in ("customer", "warehouse")) != (grant.scope_id is not None):
            problems[f"grants.{n}.scope_id"] = (
                "Only a customer or warehouse scope names its subject, and must."
            )
    if problems:
        raise Invalid(f"These roles cannot be given: {next(iter(problems.values()))}", fields=problems)
    for kind in ("customer", "warehouse"):
        if len({grant.scope_id for grant in grants if grant.scope_kind == kind}) > 1:
            raise TooManyScopes(f"A user can be limited to one {kind} only. Choose one.", kind=kind)


def grant_rows(by: By, user_id: UUID, grants: Sequence[GrantInput]) -> list[Grant]:
    """A row per grant; the same grant named twice is one."""
    return [
        Grant(
            id=new_id(by.now),
            user_id=user_id,
            role=grant.role,
            scope_kind=grant.scope_kind,
            scope_id=grant.scope_id,
        )
        for grant in dict.fromkeys(grants)
    ]


def spelled(grants: Sequence[GrantInput | Grant]) -> list[str]:
    """Grants as short words for the audit, sorted."""
    return sorted(
        ":".join(str(part) for part in (grant.role, grant.scope_kind, grant.scope_id) if part)
        for grant in grants
    )


def user_for_update(user_id: UUID) -> User:
    """The user under lock. Raises NotFound."""
    user = User.objects.select_for_update().filter(id=user_id).first()
    if user is None:
        raise NotFound("There is no such user.", user_id=user_id)
    return user


def refuse_last_owner(user_id: UUID) -> None:
    """Raise LastOwner when this is the only active user who is an owner.

    Owners are locked in one order, so that two who remove each other at once meet here.
    """
    if not Grant.objects.filter(user_id=user_id, role="owner").exists():
        return
    owners = User.objects.filter(id__in=Grant.objects.filter(role="owner").values("user_id"), is_active=True)
    left = [owner.id for owner in owners.select_for_update().order_by("id") if owner.id != user_id]
    if not left:
        raise LastOwner(
            "This is the last owner. Give another active user the role owner first.", user_id=user_id
        )


def refuse_weak_password(password: str, user: User) -> None:
    """Raise Invalid with the sentences of Django's validators."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        sentence = " ".join(problem.messages)
        raise Invalid(sentence, fields={"password": sentence}) from None


def clean_email(text: str) -> str:
    """Lower case, without blanks. Raises Invalid when it has not the shape name@place."""
    typed = text.strip().lower()
    name, at, place = typed.partition("@")
    if not (name and at and place) or any(sign.isspace() for sign in typed) or len(typed) > 254:
        raise Invalid(f"“{text}” is not an e-mail address.", fields={"email": "Not an e-mail address."})
    return typed
