from django.db import models
from django.db.models import F, Q

from tradepost.domain.fulfilment.models.shipment import Shipment, ShipmentLine
from tradepost.domain.inventory.models import Lot, Place


class PickTask(models.Model):
    """Go to one place and take so many of one lot, in base units. The id is the stock reserve's.

    While it is open `asked` is reserved; once done, `picked` is. Place and lot stand here as printed.
    """

    id = models.UUIDField(primary_key=True)
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(ShipmentLine, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    place_code = models.TextField()
    pick_sequence = models.IntegerField()
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lot_code = models.TextField(default="")
    asked = models.BigIntegerField()
    picked = models.BigIntegerField(default=0)
    short_reason = models.TextField(default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "fulfilment_pick_task"
        constraints = [
            models.CheckConstraint(condition=Q(asked__gt=0), name="pick_asks_something"),
            models.CheckConstraint(
                condition=Q(picked__gte=0) & Q(picked__lte=F("asked")), name="picked_within_asked"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(picked=0, short_reason=""),
                name="open_pick_took_nothing",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(picked=F("asked")) | ~Q(short_reason=""),
                name="short_pick_has_reason",
            ),
        ]
