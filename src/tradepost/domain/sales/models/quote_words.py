from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history


@with_history("sales_terms_text_history")
class TermsText(models.Model):
    """A text of terms that is kept: what a quote may say, under one name in each language."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    language = models.TextField()
    text = models.TextField()
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_terms_text"
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="one_terms_text_per_language"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(text=""), name="terms_text_says_something"),
        ]

    def __str__(self) -> str:
        return self.name


@with_history("sales_lost_reason_history")
class LostReason(models.Model):
    """A reason why quotes are declined that this company made, or a shipped one (`rules.LOST_FOR`) that it changed."""

    id = models.UUIDField(primary_key=True)
    code = models.TextField(unique=True)
    name = models.TextField()
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "sales_lost_reason"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex="^[a-z0-9_]{1,20}$"), name="lost_code_is_plain"),
            models.CheckConstraint(condition=~Q(name=""), name="lost_reason_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
