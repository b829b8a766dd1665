from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tradepost.domain.access.models.user import User


class ApiToken(models.Model):
    """A secret for programs. Only its SHA-256 is kept; `prefix` lets a person recognise it.

    `roles` narrows it to some of the user's roles; empty: all of them.
    """

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.TextField()
    hash = models.TextField(unique=True)
    prefix = models.TextField()
    roles = ArrayField(models.TextField(), default=list)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "access_api_token"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="token_hash_is_sha256"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="token_expires_later"
            ),
        ]
