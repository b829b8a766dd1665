from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models.item import Item


@with_history("catalog_kit_part_history")
class KitPart(models.Model):
    """One part of a kit: `quantity` base units of it in one base unit of the kit.

    An item with such rows is a kit: it has no stock of its own, and its parts are no kits.
    """

    id = models.BigAutoField(primary_key=True)
    kit = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="part_of")
    position = models.IntegerField()
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "catalog_kit_part"
        constraints = [
            models.UniqueConstraint(fields=["kit", "part"], name="one_row_per_part"),
            models.CheckConstraint(condition=~Q(kit=F("part")), name="kit_is_not_its_part"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="kit_quantity_positive"),
        ]
