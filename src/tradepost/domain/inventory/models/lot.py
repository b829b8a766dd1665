from datetime import date

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.flows import LOT


class Lot(models.Model):
    """A batch of one item, made or delivered together; of an item tracked by serial, one piece.

    `expires_on` is its last day, `best_before_on` stops nothing. `expired_at`: since when the books count it as
    expired. A lot that is not usable, or expired, is stopped: it is not sold, reserved, picked or shipped.
    """

    id = models.UUIDField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    supplier_code = models.TextField(default="", db_default="")
    expires_on = models.DateField(null=True)
    best_before_on = models.DateField(null=True)
    state = models.TextField(default=LOT.initial, db_default=LOT.initial)
    expired_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        db_table = "inventory_lot"
        constraints = [
            models.UniqueConstraint(fields=["item", "code"], name="lot_code_is_unique_per_item"),
            models.CheckConstraint(condition=Q(state__in=LOT.states), name="lot_state_is_known"),
        ]
        indexes = [
            # Few are stopped, and few expire next.
            models.Index(
                fields=["state"],
                name="lot_stopped",
                condition=~Q(state="usable") | Q(expired_at__isnull=False),
            ),
            models.Index(
                fields=["expires_on"],
                name="lot_expires",
                condition=Q(expires_on__isnull=False, expired_at__isnull=True),
            ),
            models.Index(fields=["made_at", "id"], name="lot_newest"),
            GinIndex(OpClass(Plain("code", "supplier_code"), name="gin_trgm_ops"), name="lot_search"),
        ]

    def __str__(self) -> str:
        return self.code

    def standing(self, on: date) -> str:
        """Its state as people see it on a day: a usable one may be expired."""
        is_over = self.expired_at is not None or (self.expires_on is not None and self.expires_on < on)
        return "expired" if self.state == "usable" and is_over else self.state
