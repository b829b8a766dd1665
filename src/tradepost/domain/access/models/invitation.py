from django.db import models
from django.db.models import Q

from tradepost.domain.access.models.user import User


class Invitation(models.Model):
    """A link by which somebody takes their place: name and password. Of the secret only its SHA-256 is kept.

    Sent again, the old one is withdrawn and a new one made: an address never has two open ones.
    """

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    hash = models.TextField(unique=True)
    invited_by = models.TextField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_invitation"
        constraints = [
            models.CheckConstraint(
                condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="invitation_hash_is_sha256"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_accepted_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]
