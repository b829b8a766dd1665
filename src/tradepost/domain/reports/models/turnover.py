from django.db import models
from django.db.models import F, Q

from tradepost.domain.inventory.models import Position


class Turnover(models.Model):
    """How an item turned over in a warehouse in the days before `until_on`; made anew every day.

    `gone` are base units that left for customers since `since_on`, `gone_value` what they cost, `gone_on` the last
    day on which some left, ever. `idle_days` lie between that day (or, if none ever left, the day it first came) and
    `until_on`. `letter` is its class in the warehouse, as counting takes it. `last_move_id` is the newest move that
    was known.
    """

    position = models.OneToOneField(Position, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField()
    gone = models.BigIntegerField()
    gone_value = models.DecimalField(max_digits=18, decimal_places=4)
    gone_on = models.DateField(null=True)
    idle_days = models.IntegerField()
    letter = models.TextField()
    last_move_id = models.BigIntegerField()

    class Meta:
        db_table = "reports_turnover"
        constraints = [
            models.CheckConstraint(condition=Q(letter__in=("A", "B", "C")), name="turnover_letter_is_known"),
            models.CheckConstraint(condition=Q(since_on__lt=F("until_on")), name="turnover_has_days"),
            models.CheckConstraint(condition=Q(gone__gte=0, idle_days__gte=0), name="turnover_not_negative"),
        ]
        indexes = [
            models.Index(fields=["gone_value", "position"], name="turnover_by_value"),
            models.Index(fields=["idle_days", "position"], name="turnover_by_idle"),
        ]
