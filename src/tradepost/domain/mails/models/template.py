from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.mails.rules import KIND_NAMES, LANGUAGES


@with_history("mails_template_history")
class Template(models.Model):
    """The company's own words for one kind of document in one language; without a row the shipped ones count."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    language = models.TextField()
    title = models.TextField()
    text = models.TextField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "mails_template"
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_template_per_kind_and_language"),
            models.CheckConstraint(condition=Q(kind__in=KIND_NAMES), name="template_kind"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="template_language"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="template_says_something"),
        ]
