from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from tradepost.base.history import with_history


@with_history("delivery_calendar_history")
class Calendar(models.Model):
    """The days on which a warehouse or a carrier works: weekdays by their ISO numbers, less its closed days."""

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    weekdays = models.TextField(default="12345", db_default="12345")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "delivery_calendar"
        constraints = [
            models.UniqueConstraint(Upper("name"), name="calendar_name_is_unique"),
            models.CheckConstraint(
                condition=Q(weekdays__regex="^1?2?3?4?5?6?7?$") & ~Q(weekdays=""),
                name="calendar_works_on_some_weekday",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history("delivery_closed_days_history")
class ClosedDays(models.Model):
    """Days without work, both ends among them; `yearly`: in every later year too."""

    id = models.UUIDField(primary_key=True)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="closed_days")
    name = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    yearly = models.BooleanField(default=False, db_default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "delivery_closed_days"
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="closed_days_have_an_order"),
            models.CheckConstraint(condition=~Q(name=""), name="closed_days_have_a_name"),
            models.UniqueConstraint(fields=["calendar", "first_on", "last_on"], name="days_are_closed_once"),
        ]

    def __str__(self) -> str:
        return self.name
