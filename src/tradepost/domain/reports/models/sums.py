"""What is summed by day, so that a report need not read every line of a year. All of it can be made anew."""

from typing import Any

from django.db import models
from django.db.models import Q

from tradepost.domain.reports.rules import NOBODY


class ExactField(models.DecimalField):
    """A number with all its digits: a sum of sums is then the same as the sum of the rows."""

    def db_type(self, connection: Any) -> str:
        return "numeric"


class SalesSum(models.Model):
    """Sales of one day or month: of all, of one customer by one rep, or of one item; base currency and units.

    `subject_id` is the customer or the item. A month is the sum of its days.
    """

    id = models.BigAutoField(primary_key=True)
    basis = models.TextField()
    kind = models.TextField()
    span = models.TextField()
    starts_on = models.DateField()
    subject_id = models.UUIDField(default=NOBODY)
    rep_id = models.UUIDField(default=NOBODY)
    documents = models.BigIntegerField()
    quantity = models.BigIntegerField()
    net = ExactField(max_digits=60, decimal_places=30)
    cost = ExactField(max_digits=60, decimal_places=30)

    class Meta:
        db_table = "reports_sales_sum"
        constraints = [
            models.UniqueConstraint(
                fields=["basis", "kind", "span", "starts_on", "subject_id", "rep_id"],
                name="one_sales_sum_per_key",
            ),
            models.CheckConstraint(condition=Q(span__in=("day", "month")), name="sales_sum_span_is_known"),
        ]


class ServiceSum(models.Model):
    """How well one warehouse shipped on one day.

    `dated` are the lines that a customer wanted by a day, `on_time` those of them that left by it. `wanted` are
    the base units of orders of which something left for the first time, `filled` what left then.
    """

    id = models.BigAutoField(primary_key=True)
    starts_on = models.DateField()
    warehouse_id = models.UUIDField()
    shipments = models.BigIntegerField()
    dated = models.BigIntegerField()
    on_time = models.BigIntegerField()
    wanted = models.BigIntegerField()
    filled = models.BigIntegerField()

    class Meta:
        db_table = "reports_service_sum"
        constraints = [
            models.UniqueConstraint(fields=["starts_on", "warehouse_id"], name="one_service_sum_per_key"),
        ]


class Summing(models.Model):
    """The one row that says how far the sums go.

    They know the change feed up to `cursor`, and hold all days from `since` on; none while it is empty.
    """

    id = models.IntegerField(primary_key=True, default=1)
    cursor = models.TextField()
    since = models.DateField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "reports_summing"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_summing_row")]
