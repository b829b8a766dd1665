from django.db import models
from django.db.models import F, Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties.models import Supplier


@with_history("planning_reorder_rule_history")
class ReorderRule(models.Model):
    """When an item is bought again in one warehouse, and up to how much; base units.

    `supplier` empty: the supplier we usually buy the item from.
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    reorder_point = models.BigIntegerField()
    order_up_to = models.BigIntegerField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "planning_reorder_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "warehouse"], name="one_reorder_rule_per_item_and_warehouse"
            ),
            models.CheckConstraint(
                condition=Q(reorder_point__gte=0) & Q(order_up_to__gte=F("reorder_point")),
                name="orders_up_to_the_reorder_point_or_more",
            ),
        ]
