from django.db import models
from django.db.models import Q

from tradepost.domain.access.models import User


class File(models.Model):
    """A file beside a document. Its contents lie in the storage under their digest; the name is only shown."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField()
    name = models.TextField()
    media_type = models.TextField()
    size_bytes = models.BigIntegerField()
    digest = models.TextField()
    added_by_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_by = models.TextField()
    added_at = models.DateTimeField()
    removed_by = models.TextField(default="")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notes_file"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="file_has_a_name"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="file_is_not_empty"),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="file_digest_is_sha256"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by="") | Q(removed_at__isnull=False),
                name="file_removed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["subject_id", "added_at"], name="file_by_subject")]
