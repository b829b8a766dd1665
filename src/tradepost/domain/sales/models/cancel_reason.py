from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history


@with_history("sales_cancel_reason_history")
class CancelReason(models.Model):
    """Why orders are cancelled: a reason that this company made, or a shipped one that it changed."""

    id = models.UUIDField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "sales_cancel_reason"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex="^[a-z0-9_]{1,20}$"), name="cancel_reason_code_is_plain"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="cancel_reason_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
