from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.rules.lots import AGES
from tradepost.domain.parties.models import Customer


@with_history("fulfilment_lot_rule_history")
class LotRule(models.Model):
    """How a customer takes the lots of an item; without an item, of all that have no rule of their own.

    `same_lot`: what is there of the lots of their last delivery comes first. `age`: no lot is older, or newer, than
    the youngest of that delivery. `one_lot`: no second lot beside the first on a line of a shipment.
    """

    id = models.UUIDField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    same_lot = models.BooleanField(default=False)
    age = models.TextField(default="")
    one_lot = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "fulfilment_lot_rule"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "item"], name="one_lot_rule_per_item", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(age__in=AGES), name="lot_rule_age_is_known"),
        ]
