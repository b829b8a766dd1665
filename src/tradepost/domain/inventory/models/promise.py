from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models.balance import Balance
from tradepost.domain.inventory.models.place import Warehouse


class Supply(models.Model):
    """Goods expected on a day: `quantity` is still to come, `promised` of it is pegged to demands.

    The id is the line that brings it (a purchase order line), `source_id` its document.
    """

    id = models.UUIDField(primary_key=True)
    source_id = models.UUIDField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    promised = models.BigIntegerField(default=0)
    expected_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_supply"
        constraints = [
            models.CheckConstraint(
                condition=Q(promised__gte=0) & Q(promised__lte=F("quantity")), name="promised_within_supply"
            ),
        ]
        indexes = [
            models.Index(
                fields=["warehouse", "item", "expected_on"], name="supply_open", condition=Q(quantity__gt=0)
            ),
            models.Index(fields=["source_id"], name="supply_by_source"),
        ]


class Demand(models.Model):
    """What a line still wants: every unit is promised from stock, pegged to supply, or backordered.

    The id is the order line's, `document_id` the order's. Rooms above own those rows; nothing here
    points up to them. `ship_complete`: the document leaves only when whole; of a line at least
    `minimum_fill_percent` leave at once: whoever allocates honours both. No lot is reserved for it that is over
    within `minimum_shelf_days`.
    """

    id = models.UUIDField(primary_key=True)
    document_id = models.UUIDField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    promised_stock = models.BigIntegerField(default=0)
    promised_supply = models.BigIntegerField(default=0)
    backordered = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    needed_on = models.DateField()
    priority = models.IntegerField(default=0)
    placed_at = models.DateTimeField()
    ship_complete = models.BooleanField(default=False, db_default=False)
    minimum_fill_percent = models.IntegerField(default=0, db_default=0)
    minimum_shelf_days = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "inventory_demand"
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_shelf_days__gte=0), name="demand_shelf_days_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(minimum_fill_percent__gte=0, minimum_fill_percent__lte=100),
                name="minimum_fill_is_percent",
            ),
            models.CheckConstraint(
                condition=Q(quantity=F("promised_stock") + F("promised_supply") + F("backordered")),
                name="demand_is_covered_once",
            ),
            models.CheckConstraint(
                condition=Q(promised_stock__gte=0) & Q(promised_supply__gte=0) & Q(backordered__gte=0),
                name="demand_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(reserved__lte=F("promised_stock")),
                name="reserved_within_promised",
            ),
        ]
        indexes = [
            models.Index(fields=["document_id"], name="demand_by_document"),
            models.Index(fields=["warehouse", "item"], name="demand_open", condition=Q(quantity__gt=0)),
        ]


class Promise(models.Model):
    """A demand pegged to stock (no supply) or to one supply (I12)."""

    id = models.BigAutoField(primary_key=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+", db_index=False)
    supply = models.ForeignKey(Supply, on_delete=models.PROTECT, null=True, related_name="+")
    quantity = models.BigIntegerField()

    class Meta:
        db_table = "inventory_promise"
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "supply"], name="one_promise_per_peg", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="promise_has_quantity"),
        ]


class Reserve(models.Model):
    """A stock promise bound to one place and lot, waiting to be picked and shipped."""

    id = models.UUIDField(primary_key=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="+")
    balance = models.ForeignKey(Balance, on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_reserve"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reserve_has_quantity"),
        ]
