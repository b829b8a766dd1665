from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.delivery.models.calendar import Calendar
from tradepost.domain.delivery.models.carrier import Carrier
from tradepost.domain.delivery.rules import MOST_DAYS
from tradepost.domain.inventory.models import Warehouse


@with_history("delivery_warehouse_days_history")
class WarehouseDays(models.Model):
    """How long a warehouse takes, in its own working days; the id is the warehouse's.

    `handling_days` from the order to the door; `receiving_days` more for goods that arrive first. What is ordered at
    `cutoff_at` or later, in the company's time zone, counts from the next day. `carrier` sends what names no other.
    """

    id = models.UUIDField(primary_key=True)
    warehouse = models.OneToOneField(Warehouse, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, null=True, related_name="+")
    handling_days = models.IntegerField(default=0)
    receiving_days = models.IntegerField(default=0)
    cutoff_at = models.TimeField(null=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "delivery_warehouse_days"
        constraints = [
            models.CheckConstraint(
                condition=Q(handling_days__gte=0, handling_days__lte=MOST_DAYS)
                & Q(receiving_days__gte=0, receiving_days__lte=MOST_DAYS),
                name="warehouse_takes_days",
            ),
        ]
