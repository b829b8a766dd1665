from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Supplier


@with_history("purchasing_supplier_item_history")
class SupplierItem(models.Model):
    """What a supplier sells: our item under their number, in their unit, at their price.

    `pack` is how many base units one `unit` holds; orders are whole units. `price` is per unit, in the
    supplier's currency. `minimum_quantity` counts base units. `lead_days` empty: the supplier's.
    """

    id = models.UUIDField(primary_key=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    supplier_sku = models.TextField(default="")
    unit = models.TextField(default="")
    pack = models.IntegerField(default=1)
    minimum_quantity = models.BigIntegerField(default=1)
    price = models.DecimalField(max_digits=20, decimal_places=6)
    lead_days = models.IntegerField(null=True)
    preferred = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "purchasing_supplier_item"
        constraints = [
            models.UniqueConstraint(fields=["supplier", "item"], name="one_offer_per_supplier_and_item"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(preferred=True), name="one_preferred_supplier_per_item"
            ),
            models.CheckConstraint(condition=Q(pack__gte=1), name="pack_holds_something"),
            models.CheckConstraint(condition=Q(pack=1) | ~Q(unit=""), name="pack_has_a_unit_name"),
            models.CheckConstraint(condition=Q(minimum_quantity__gte=1), name="offer_minimum_is_positive"),
            models.CheckConstraint(condition=Q(price__gte=0), name="offer_price_not_negative"),
            models.CheckConstraint(condition=Q(lead_days__gte=0), name="offer_lead_days_not_negative"),
        ]

    def __str__(self) -> str:
        return self.supplier_sku
