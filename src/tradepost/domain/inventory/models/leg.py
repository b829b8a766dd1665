from django.db import models

from tradepost.domain.inventory.models.place import Warehouse


class Leg(models.Model):
    """The way from a warehouse to the customers of a country; without a country, to everywhere else.

    `distance` only orders the warehouses: kilometres, hours or 1, 2, 3. `cost` is what a shipment costs there on
    average, in base currency.
    """

    id = models.UUIDField(primary_key=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    country = models.TextField(default="")
    distance = models.IntegerField(default=0)
    cost = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_leg"
        constraints = [
            models.UniqueConstraint(fields=["warehouse", "country"], name="one_leg_per_country"),
            models.CheckConstraint(
                condition=models.Q(distance__gte=0, cost__gte=0), name="leg_is_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(country__regex="^([A-Z]{2})?$"), name="leg_country_is_iso"
            ),
        ]
