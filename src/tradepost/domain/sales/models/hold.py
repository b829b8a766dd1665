from django.db import models

from tradepost.domain.sales.models.order import Order
from tradepost.domain.sales.rules.credit import HOLD_KINDS


class Hold(models.Model):
    """Why an order may not go to the warehouse yet; released by name, with a note."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField()
    note = models.TextField(default="")
    placed_at = models.DateTimeField()
    placed_by = models.TextField()
    released_at = models.DateTimeField(null=True)
    released_by = models.TextField(default="")
    released_note = models.TextField(default="")

    class Meta:
        db_table = "sales_hold"
        indexes = [
            models.Index(
                fields=["placed_at", "id"], name="hold_open", condition=models.Q(released_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=HOLD_KINDS),
                name="hold_reason_is_known",
            ),
        ]
