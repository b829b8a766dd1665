from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tradepost.domain.imports.flows import IMPORT
from tradepost.domain.imports.rules import KINDS, STAGES, VERDICTS


class Import(models.Model):
    """A file that somebody brought, how it is read, and how far it came.

    `reading` is what was chosen of encoding, delimiter, sheet and decimal mark; `columns` which field each heading
    was given by hand ("" for none); `options` where prices and stock go. `told` is how the file was read, in words.
    `job_id` is the work in hand, or the last one.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    file_name = models.TextField()
    file_bytes = models.BigIntegerField()
    reading = models.JSONField(default=dict)
    told = models.TextField(default="")
    heading = ArrayField(models.TextField(), default=list)
    signature = models.TextField(default="")
    columns = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    state = models.TextField(default=IMPORT.initial)
    is_example = models.BooleanField(default=False)
    job_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    actor = models.TextField()
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "imports_import"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="import_kind"),
            models.CheckConstraint(condition=Q(state__in=IMPORT.states), name="import_state"),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="import_by_age"),
            models.Index(fields=["kind", "made_at"], name="import_by_kind"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Contents(models.Model):
    """The file itself, until all its rows are in the books."""

    of = models.OneToOneField(Import, on_delete=models.CASCADE, primary_key=True, related_name="contents")
    data = models.BinaryField()

    class Meta:
        db_table = "imports_contents"


class ImportRow(models.Model):
    """What becomes, or became, of one row.

    At stage `checked` it is what a dry run said; `kept`: it went through; `undone` and `standing`: taken back, or why
    not (`said`). `effects` are the things it made or changed with their old and new values; `cells` are kept of
    refused rows, to be mended.
    """

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.IntegerField()
    key = models.TextField()
    verdict = models.TextField()
    stage = models.TextField()
    reason = models.TextField(default="")
    said = models.TextField(default="")
    subject_id = models.UUIDField(null=True)
    effects = models.JSONField(default=list)
    cells = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "imports_row"
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_outcome_per_row_of_a_file"),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="row_verdict"),
            models.CheckConstraint(condition=Q(stage__in=STAGES), name="row_stage"),
        ]
        indexes = [
            models.Index(fields=["of", "verdict", "number"], name="row_by_verdict"),
            models.Index(fields=["subject_id"], name="row_taken_back", condition=Q(stage="undone")),
        ]
