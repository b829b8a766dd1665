from django.db import models

from tradepost.domain.sales.models.order import Order


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
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=("credit", "manual", "price", "address")),
                name="hold_reason_is_known",
            ),
        ]
