from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing.flows import PURCHASE_ORDER


class PurchaseOrder(models.Model):
    """What we ask one supplier to deliver to one warehouse, in the supplier's currency.

    The `*_quantity` columns are sums over the lines in base units, stored for lists.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="+")
    supplier_name = models.TextField()
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    state = models.TextField(default=PURCHASE_ORDER.initial)
    expected_on = models.DateField()
    note = models.TextField(default="")
    supplier_reference = models.TextField(default="")
    total = models.DecimalField(max_digits=18, decimal_places=4)
    lines_count = models.IntegerField()
    ordered_quantity = models.BigIntegerField()
    received_quantity = models.BigIntegerField(default=0)
    open_quantity = models.BigIntegerField()
    ordered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "purchasing_purchase_order"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PURCHASE_ORDER.states), name="purchase_order_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(open_quantity__gte=0) & Q(received_quantity__gte=0),
                name="purchase_progress_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "cancelled"]) | Q(open_quantity=0),
                name="closed_purchase_has_nothing_open",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="purchase_order_newest"),
            models.Index(
                fields=["expected_on"],
                name="purchase_order_due",
                condition=Q(state__in=["sent", "acknowledged"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PurchaseOrderLine(models.Model):
    """One item of a purchase order; its id is also the id of the expected supply in stock.

    All counters are base units: `received` counts everything that came in, `rejected` the damaged part
    of it, `over` what was taken beyond the order, `cancelled` what will not come. `weighed`: it is paid by what it
    weighs when it comes; `typed_quantity` is what it should weigh, in `unit`, and `unit_price` is of one of that.
    """

    id = models.UUIDField(primary_key=True)
    purchase_order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    sku = models.TextField()
    name = models.TextField()
    supplier_sku = models.TextField(default="")
    typed_quantity = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.TextField()
    unit_numerator = models.BigIntegerField(default=1)
    unit_denominator = models.BigIntegerField(default=1)
    unit_price = models.DecimalField(max_digits=20, decimal_places=6)
    net = models.DecimalField(max_digits=18, decimal_places=4)
    expected_on = models.DateField()
    ordered = models.BigIntegerField()
    acknowledged = models.BigIntegerField(null=True)
    received = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    over = models.BigIntegerField(default=0)
    billed = models.BigIntegerField(default=0)
    cancelled = models.BigIntegerField(default=0)
    weighed = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "purchasing_purchase_order_line"
        constraints = [
            models.UniqueConstraint(
                fields=["purchase_order", "position"], name="one_purchase_line_per_position"
            ),
            models.CheckConstraint(condition=Q(ordered__gt=0), name="purchase_line_orders_something"),
            models.CheckConstraint(
                condition=Q(received__lte=F("ordered") + F("over") - F("cancelled")),
                name="not_received_beyond_ordered",
            ),
            models.CheckConstraint(
                condition=Q(cancelled__gte=0) & Q(cancelled__lte=F("ordered")),
                name="not_cancelled_beyond_ordered",
            ),
            models.CheckConstraint(
                condition=Q(rejected__gte=0) & Q(rejected__lte=F("received")), name="rejected_was_received"
            ),
            models.CheckConstraint(
                condition=Q(over__gte=0) & Q(over__lte=F("received")), name="over_was_received"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged__gte=0) & Q(acknowledged__lte=F("ordered")),
                name="acknowledged_within_ordered",
            ),
            models.CheckConstraint(condition=Q(billed__gte=0), name="purchase_billed_not_negative"),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0) & Q(net__gte=0), name="purchase_price_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(unit_numerator__gt=0) & Q(unit_denominator__gt=0),
                name="purchase_unit_is_positive",
            ),
        ]

    @property
    def open(self) -> int:
        """Base units still to come."""
        return self.ordered + self.over - self.received - self.cancelled
