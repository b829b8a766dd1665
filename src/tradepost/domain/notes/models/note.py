from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import HAPPENINGS


@with_history("notes_note_history")
class Note(models.Model):
    """What somebody said beside a document. What it said before stands in its history.

    `kind` and `subject_id` name the document; whether it may be read is asked of its own room.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField()
    author_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notes_note"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(condition=~Q(kind=""), name="note_has_a_subject"),
        ]
        indexes = [models.Index(fields=["subject_id", "written_at"], name="note_by_subject")]


class Notice(models.Model):
    """What somebody is told of, as they chose it: in the product (`is_shown`), by mail (`is_mailed`), or both.

    `cause` is the event or the job that it comes from, so that told again it is one. `kind` and `subject_id` name
    where it leads; whether that may be read is asked of its own room. `said` is a sentence of the rooms.
    """

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    happening = models.TextField()
    cause = models.TextField()
    kind = models.TextField()
    subject_id = models.UUIDField()
    said = models.TextField()
    is_shown = models.BooleanField()
    is_mailed = models.BooleanField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notes_notice"
        constraints = [
            models.CheckConstraint(condition=Q(happening__in=HAPPENINGS), name="notice_happening"),
            models.CheckConstraint(condition=Q(is_shown=True) | Q(is_mailed=True), name="notice_is_told"),
            models.UniqueConstraint(fields=["user", "cause"], name="told_once_of_a_cause"),
        ]
        indexes = [
            models.Index(
                fields=["user", "-made_at", "-id"], name="notice_by_user", condition=Q(is_shown=True)
            ),
            models.Index(
                fields=["user"], name="notice_unread", condition=Q(is_shown=True, read_at__isnull=True)
            ),
        ]


class Mention(models.Model):
    """Somebody whose name stands in a note, and when they saw it."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notes_mention"
        constraints = [
            models.UniqueConstraint(fields=["note", "user"], name="mentioned_once_in_a_note"),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("made_at")),
                name="mention_read_after_made",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-made_at", "-id"], name="mention_by_user"),
            models.Index(fields=["user"], name="mention_unread", condition=Q(read_at__isnull=True)),
        ]
