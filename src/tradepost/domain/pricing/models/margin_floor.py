from django.db import models
from django.db.models import Q

from tradepost.base.history import with_history
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.pricing.models.subject import AT_MOST_ONE_SUBJECT


@with_history("pricing_floor_history")
class MarginFloor(models.Model):
    """The least margin, per cent of the net price, of an item, of a category and those inside it, of a brand, or of all
    goods.

    What says most about an item counts. 0: not below cost.
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    percent = models.DecimalField(max_digits=7, decimal_places=4)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_floor"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "category", "brand"], nulls_distinct=False, name="one_floor_per_subject"
            ),
            models.CheckConstraint(
                condition=AT_MOST_ONE_SUBJECT,
                name="floor_of_one_subject",
            ),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lt=100), name="floor_is_percent"),
        ]
        indexes = [
            models.Index(fields=["category"], name="floor_of_category"),
            models.Index(fields=["brand"], name="floor_of_brand"),
        ]
