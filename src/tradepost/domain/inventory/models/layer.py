from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models.ledger import Posting
from tradepost.domain.inventory.models.place import Warehouse


class Layer(models.Model):
    """One arrival of an item that is costed first in, first out, and what is left of it: what leaves takes the oldest.

    `value` is what it cost, in base currency, with what was added while it lay; `source_id` the line of the document
    it came by. Items at the moving average have none. The order of ids is the order of the books.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+", db_index=False)
    source_id = models.UUIDField()
    received_at = models.DateTimeField()
    quantity = models.BigIntegerField()
    quantity_left = models.BigIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    value_left = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "inventory_layer"
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & Q(quantity_left__gte=0) & Q(quantity_left__lte=F("quantity")),
                name="layer_left_within_arrived",
            ),
            models.CheckConstraint(
                condition=Q(value_left__gte=0) & Q(value_left__lte=F("value")), name="layer_worth_within_cost"
            ),
            models.CheckConstraint(
                condition=Q(quantity_left__gt=0) | Q(value_left=0), name="nothing_left_is_worth_nothing"
            ),
        ]
        indexes = [
            models.Index(
                fields=["item", "warehouse", "id"], name="layer_open", condition=Q(quantity_left__gt=0)
            ),
            models.Index(fields=["source_id"], name="layer_by_source"),
        ]
