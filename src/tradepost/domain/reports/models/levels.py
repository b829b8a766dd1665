"""What was open when a month ended: of the whole company, in base currency. All of it can be made anew."""

from django.db import models
from django.db.models import Q


class Level(models.Model):
    """What was open when the last day of a month ended, in UTC as all sums; `ends_on` is that day.

    `open_orders` is what was confirmed and not invoiced, with tax; `overdue` what should have been paid before.
    """

    ends_on = models.DateField(primary_key=True)
    open_orders = models.DecimalField(max_digits=20, decimal_places=2)
    overdue = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        db_table = "reports_level"


class Levelling(models.Model):
    """The one row that says up to which fact of the change feed the levels know what happened."""

    id = models.IntegerField(primary_key=True, default=1)
    cursor = models.TextField()
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "reports_levelling"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_levelling_row")]
