from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from tradepost.base.finding import Plain
from tradepost.domain.fulfilment.models.shipment import Shipment


class Package(models.Model):
    """One carton or pallet of a shipment; `number` counts from 1 within it.

    `sscc` is its own number in the world, where the company has a prefix of GS1; it is never given again.
    """

    id = models.UUIDField(primary_key=True)
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    weight_g = models.IntegerField(null=True)
    tracking_number = models.TextField(default="")
    sscc = models.TextField(default="", db_default="")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "fulfilment_package"
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="package_number_is_unique"),
            models.UniqueConstraint(fields=["sscc"], condition=~Q(sscc=""), name="package_sscc_is_unique"),
            models.CheckConstraint(condition=Q(sscc__regex="^([0-9]{18})?$"), name="package_sscc_is_digits"),
            models.CheckConstraint(
                condition=Q(weight_g__isnull=True) | Q(weight_g__gt=0), name="package_weighs_something"
            ),
        ]
        indexes = [
            GinIndex(OpClass(Plain("sscc", "tracking_number"), name="gin_trgm_ops"), name="package_search"),
        ]
