from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from tradepost.base.history import with_history
from tradepost.domain.delivery.models.calendar import Calendar
from tradepost.domain.delivery.rules import MOST_DAYS
from tradepost.domain.inventory.models import Warehouse


@with_history("delivery_carrier_history")
class Carrier(models.Model):
    """A way to send goods, as people call it (DHL Paket, own van); ended, no new order goes by it.

    `calendar`: the days it carries; none: every day.
    """

    id = models.UUIDField(primary_key=True)
    name = models.TextField()
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "delivery_carrier"
        constraints = [
            models.UniqueConstraint(Upper("name"), name="carrier_name_is_unique"),
            models.CheckConstraint(condition=~Q(name=""), name="carrier_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


@with_history("delivery_transit_history")
class Transit(models.Model):
    """How many working days a carrier takes, from a warehouse (none: any) to a country ("": any) or a part of it.

    The part is told by how its postal codes begin. Ended, it counts only for orders that were confirmed with it.
    """

    id = models.UUIDField(primary_key=True)
    carrier = models.ForeignKey(Carrier, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(
        Warehouse, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    country = models.TextField(default="", db_default="")
    postal_prefix = models.TextField(default="", db_default="")
    days = models.IntegerField()
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "delivery_transit"
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "country", "postal_prefix", "warehouse"],
                condition=Q(ended_at__isnull=True),
                name="one_transit_per_destination",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(days__gte=0, days__lte=MOST_DAYS), name="transit_takes_days"),
            models.CheckConstraint(
                condition=Q(country__regex="^([A-Z]{2})?$"), name="transit_country_is_iso"
            ),
            models.CheckConstraint(
                condition=Q(postal_prefix="") | ~Q(country=""), name="transit_part_is_of_a_country"
            ),
        ]
