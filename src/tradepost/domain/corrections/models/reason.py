from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.corrections.rules import ACCOUNTS, KINDS


@with_history("corrections_reason_history")
class Reason(models.Model):
    """A reason that this company made, or a shipped one (`rules.SHIPPED`) that it changed."""

    id = models.UUIDField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField()
    account = models.TextField()
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "corrections_reason"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex="^[a-z0-9_]{1,20}$"), name="reason_code_is_plain"),
            models.CheckConstraint(condition=~Q(name=""), name="reason_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="reason_kind_is_known"),
            models.CheckConstraint(
                condition=Q(account__in=[str(account) for account in ACCOUNTS]),
                name="reason_account_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
