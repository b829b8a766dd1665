import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.base.history import with_history
from tradepost.domain.access.rules import DENSITIES, ROLES, SCOPE_KINDS, THEMES, TOLD, TOLD_AT_FIRST

PREFERENCES = ("language", "time_zone", "theme", "density", "start_page", "letters", "told")
# No secret, no clock, and nothing of taste: that is nobody else's business.
NOT_HISTORY = ("password", "last_login", "version", *PREFERENCES)


def told_at_first() -> list[str]:
    """What somebody is told who has chosen nothing."""
    return list(TOLD_AT_FIRST)


class UserManager(BaseUserManager["User"]):
    """What Django's own tools (createsuperuser, allauth) ask for; Tradepost's doors call commands."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; the id is given or random."""
        user = self.model(email=email.strip().lower(), **{"id": uuid.uuid4(), **fields})
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An owner."""
        user = self.create_user(email, password, **{**fields, "is_staff": True})
        Grant.objects.create(id=uuid.uuid4(), user=user, role="owner")
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """By e-mail, whatever its case."""
        return self.get(email__iexact=username)


@with_history("access_user_history", leave_out=NOT_HISTORY)
class User(AbstractBaseUser):
    """Who may sign in, by e-mail. What they may do stands in their grants."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.TextField(default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    # Null when one of Django's own tools made the user, without a `by`.
    made_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)
    # How they like it. In this row, so that no page asks for it. Empty: the company's, or the browser's.
    language = models.TextField(default="")
    time_zone = models.TextField(default="")
    theme = models.TextField(default="system")
    density = models.TextField(default="comfortable")
    start_page = models.TextField(default="")
    letters = models.BooleanField(default=True)
    # Of what they are told, and how: `mention:mail`.
    told = ArrayField(models.TextField(), default=told_at_first)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "access_user"
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=~Q(email=""), name="user_has_an_email"),
            models.CheckConstraint(condition=Q(theme__in=THEMES), name="user_theme"),
            models.CheckConstraint(condition=Q(density__in=DENSITIES), name="user_density"),
            models.CheckConstraint(condition=Q(told__contained_by=TOLD), name="user_told"),
        ]

    @property
    def standing(self) -> str:
        """`active`, `inactive` (shut out), or `invited` and not in yet."""
        if not self.is_active:
            return "inactive"
        return "active" if self.has_usable_password() else "invited"

    def get_full_name(self) -> str:
        """The name, or the e-mail when there is none."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.get_full_name().split()[0]


@with_history("access_grant_history")
class Grant(models.Model):
    """A role given to a user, and how far it reaches."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.TextField()
    scope_kind = models.TextField(default="")
    scope_id = models.UUIDField(null=True)

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_id"],
                name="grant_is_given_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="grant_role"),
            models.CheckConstraint(condition=Q(scope_kind__in=SCOPE_KINDS), name="grant_scope_kind"),
            models.CheckConstraint(
                condition=Q(scope_kind__in=["", "own_customers"], scope_id__isnull=True)
                | Q(scope_kind__in=["customer", "warehouse"], scope_id__isnull=False),
                name="grant_scope_has_its_subject",
            ),
        ]


@with_history("access_factor_role_history")
class FactorRole(models.Model):
    """A role whose people must have a second factor: without one they get no further than setting it up."""

    role = models.TextField(primary_key=True)
    since = models.DateTimeField()

    class Meta:
        db_table = "access_factor_role"
        constraints = [models.CheckConstraint(condition=Q(role__in=ROLES), name="factor_role")]
