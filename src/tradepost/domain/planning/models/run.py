from django.db import models

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing.models import PurchaseOrder


class Run(models.Model):
    """One time that somebody took proposals and ordered them."""

    id = models.UUIDField(primary_key=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    actor = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "planning_run"
        indexes = [models.Index(fields=["made_at", "id"], name="planning_run_by_age")]


class RunLine(models.Model):
    """One proposal as it was taken: what was suggested and why, what was ordered where. Never changed.

    `suggested` is 0 when somebody ordered what was not proposed. `inputs` are the numbers the
    proposal stood on.
    """

    id = models.UUIDField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    purchase_order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="+")
    suggested = models.BigIntegerField()
    ordered = models.BigIntegerField()
    inputs = models.JSONField()
    explanation = models.TextField()
    fingerprint = models.TextField()

    class Meta:
        db_table = "planning_run_line"
        constraints = [
            models.CheckConstraint(condition=models.Q(ordered__gt=0), name="run_line_orders_something"),
        ]
