from collections.abc import Sequence
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Filter, Listing, Rows, flag
from tradepost.domain.access.models import ApiToken, Grant, User
from tradepost.domain.access.rules import ROLES, WAYS


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
    return rows.filter(loosely(text, "name", "email"))


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


def everybody(by: By) -> list[User]:
    """All users by name, those who left too: for choosing one of them."""
    rows = User.objects.filter(id__in=[by.actor_id]) if by.scope else User.objects.all()
    return list(rows.order_by("name", "email"))


def reps() -> list[User]:
    """The active users with the role rep or sales, by name: who may look after a customer."""
    return users_with(["rep", "sales"])


def users_with(roles: Sequence[str]) -> list[User]:
    """The active users with one of these roles, by name."""
    having = Grant.objects.filter(role__in=roles).values("user_id")
    return list(User.objects.filter(is_active=True, id__in=having).order_by("name", "email"))


def names_of(user_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of many users, in one statement."""
    return {found.id: found.get_full_name() for found in User.objects.filter(id__in=user_ids).order_by("id")}


def told_of(happening: str, user_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """The ways in which the active ones of some users want to be told of it, of those who do; one statement."""
    people = User.objects.filter(id__in=user_ids, is_active=True).order_by("id").values_list("id", "told")
    chosen = {pk: {way for way in WAYS if f"{happening}:{way}" in told} for pk, told in people}
    return {pk: ways for pk, ways in chosen.items() if ways}


def colleagues(text: str = "", limit: int = 8) -> list[User]:
    """The active users who work here and whose name or e-mail holds `text`, by name. Buyers are no colleagues."""
    return list(_search(_colleagues(), text).order_by("name", "email")[:limit])


def colleagues_named_in(text: str) -> list[User]:
    """The active users who work here and whose name stands behind an @ somewhere in the text."""
    called = Case(When(name="", then="email"), default="name", output_field=TextField())
    named = _colleagues().annotate(
        called=Concat(Value("@"), called, output_field=TextField()),
        said=Value(text, output_field=TextField()),
    )
    return list(named.filter(said__icontains=F("called")).order_by("name", "email"))


def _colleagues() -> QuerySet[User]:
    working = Grant.objects.exclude(role="buyer").values("user_id")
    return User.objects.filter(is_active=True, id__in=working)
