from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models.lot import Lot
from tradepost.domain.inventory.models.place import Place, Warehouse


class Balance(models.Model):
    """What lies in one place, per item and lot; the sum of its moves, always (I2). `serial`: of an item tracked so."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    serial = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "inventory_balance"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "place", "lot"], name="one_balance_per_place_and_lot", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("on_hand")), name="reserved_within_on_hand"
            ),
            models.CheckConstraint(condition=Q(serial=False) | Q(on_hand__lte=1), name="serial_is_one_piece"),
            models.UniqueConstraint(
                fields=["lot"], condition=Q(serial=True, on_hand__gt=0), name="serial_is_in_one_place"
            ),
        ]


class Position(models.Model):
    """One item in one warehouse: the row that every stock command locks first, in item order.

    `on_hand` is what may be sold, `unsellable` lies in quarantine or is of a lot that is stopped (but for what
    was reserved of it before: that is promised until its shipment is given up), `incoming` is open supply, `value`
    is the worth of on_hand + unsellable in base currency. Whoever holds this row's lock may read and change
    balances, demands, promises, reserves, supplies and cost layers of the item there. `fifo`: the item is costed
    first in, first out, so that `value` is that of its layers; else at the moving average. `of_supplier`: it is in a
    supplier's store, where nobody is promised what lies there, and it is worth nothing to us until it is taken over.
    `is_kit`: the item has parts, and nothing of itself may lie, wait or be expected.
    """

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    on_hand = models.BigIntegerField(default=0)
    unsellable = models.BigIntegerField(default=0)
    promised = models.BigIntegerField(default=0)
    incoming = models.BigIntegerField(default=0)
    backordered = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    fifo = models.BooleanField(default=False, db_default=False)
    of_supplier = models.BooleanField(default=False, db_default=False)
    is_kit = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "inventory_position"
        constraints = [
            models.UniqueConstraint(fields=["warehouse", "item"], name="one_position_per_warehouse"),
            models.CheckConstraint(
                condition=Q(promised__gte=0) & Q(promised__lte=F("on_hand")), name="promised_within_on_hand"
            ),
            models.CheckConstraint(
                condition=Q(unsellable__gte=0) & Q(incoming__gte=0) & Q(backordered__gte=0) & Q(value__gte=0),
                name="position_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(of_supplier=False) | Q(promised=0, incoming=0, backordered=0, value=0),
                name="goods_of_suppliers_are_not_ours",
            ),
            models.CheckConstraint(
                condition=Q(is_kit=False)
                | Q(on_hand=0, unsellable=0, promised=0, incoming=0, backordered=0, value=0),
                name="kits_have_no_stock",
            ),
        ]

    @property
    def available(self) -> int:
        """Base units that can be promised from stock now; of a supplier's goods, none."""
        return 0 if self.of_supplier else self.on_hand - self.promised
