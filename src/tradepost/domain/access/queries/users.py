from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.listing import Filter, Listing, Rows, flag
from tradepost.domain.access.models import ApiToken, Grant, User
from tradepost.domain.access.rules import ROLES


def user(by: By, user_id: UUID) -> User:
    """One user with grants. Raises NotFound. Doors ask `access.read` first, but for oneself."""
    found = _users(by).filter(id=user_id).first()
    if found is None:
        raise NotFound("There is no such user.", user_id=user_id)
    return found


def _users(by: By) -> QuerySet[User]:
    rows = User.objects.prefetch_related("grants")
    return rows.filter(id__in=[by.actor_id]) if by.scope else rows


def _search(rows: QuerySet[User], text: str) -> QuerySet[User]:
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return rows


def _with_role(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(id__in=Grant.objects.filter(role__in=values).values("user_id"))


USERS: Listing[User] = Listing(
    name="users",
    rows=_users,
    sorts={"email": ("email",), "name": ("name", "email")},
    default_sort="name",
    filters={
        "role": Filter("Role", _with_role, "choice", tuple((role, role.capitalize()) for role in ROLES)),
        "active": flag("Active", Q(is_active=True)),
    },
    search=_search,
)


def grants_of(user_id: UUID) -> list[Grant]:
    """The grants of a user, by role."""
    return list(Grant.objects.filter(user_id=user_id).order_by("role", "scope_kind", "id"))


def tokens_of(user_id: UUID) -> list[ApiToken]:
    """The API tokens of a user, newest first, revoked and expired ones too."""
    return list(ApiToken.objects.filter(user_id=user_id).order_by("-made_at", "id"))


def token(token_id: UUID) -> ApiToken:
    """One token with its user. Raises NotFound; whose it may be seen by, the door says."""
    found = ApiToken.objects.select_related("user").filter(id=token_id).first()
    if found is None:
        raise NotFound("There is no such token.", token_id=token_id)
    return found


def reps() -> list[User]:
    """The active users with the role rep or sales, by name: who may look after a customer."""
    selling = Grant.objects.filter(role__in=["rep", "sales"]).values("user_id")
    return list(User.objects.filter(is_active=True, id__in=selling).order_by("name", "email"))


def names_of(user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of many users, in one statement."""
    return {found.id: found.get_full_name() for found in User.objects.filter(id__in=user_ids).order_by("id")}
