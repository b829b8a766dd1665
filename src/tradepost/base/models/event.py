from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now


class EventRow(models.Model):
    """The change feed and the audit: one row per fact, written in the business transaction.

    Ordered by (epoch, xid, id): a reader takes only rows whose transaction is older than every one
    still running, so that a late commit is never skipped. The columns `epoch` and `xid` belong to the
    database (see the migration); a new epoch begins when the data moves to another cluster.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.TextField()
    subject_id = models.UUIDField()
    data = models.JSONField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    actor_id = models.UUIDField(null=True)
    actor = models.TextField()
    command = models.TextField()
    request_id = models.TextField()
    door = models.TextField(db_default="")

    class Meta:
        db_table = "base_event"
        indexes = [
            models.Index(fields=["subject_id", "id"], name="event_by_subject"),
            BrinIndex(fields=["at"], name="event_by_day"),
        ]


class Consumer(models.Model):
    """How far one reader of the change feed has come."""

    name = models.TextField(primary_key=True)
    cursor = models.TextField(default="0.0.0")
    moved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "base_consumer"
