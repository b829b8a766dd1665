from django.db import models
from django.db.models import Q


class Delivery(models.Model):
    """One reaction to one event: claimed with a lease, repeated with back-off until done."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey("base.EventRow", on_delete=models.PROTECT, related_name="+")
    reaction = models.TextField()
    done_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        db_table = "base_delivery"
        constraints = [
            models.UniqueConstraint(fields=["event", "reaction"], name="one_delivery_per_reaction"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_open",
                condition=Q(done_at__isnull=True, given_up_at__isnull=True),
            ),
        ]
