from decimal import Decimal

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules.weights import shown_weight
from tradepost.domain.fulfilment.flows import SHIPMENT
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.sales.models import Order, OrderLine


class Shipment(models.Model):
    """Goods of one order that leave one warehouse together. Quantities in base units.

    The totals are summaries of the lines (I7); `value` is the cost of the goods in base currency, known
    when they have left. `found_by` is what a search looks at, written by the database: the numbers of shipment,
    order, customer's PO and tracking, and the customer's name.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(default=SHIPMENT.initial)
    carrier = models.TextField(default="")
    tracking_number = models.TextField(default="")
    shipping_address = models.TextField(default="")
    note = models.TextField(default="")
    lines_count = models.IntegerField()
    asked_total = models.BigIntegerField()
    short_total = models.BigIntegerField(default=0)
    picked_total = models.BigIntegerField(default=0)
    shipped_total = models.BigIntegerField(default=0)
    returned_total = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()
    packed_at = models.DateTimeField(null=True)
    shipped_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    found_by = models.TextField(default="", editable=False)
    cancelled_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "fulfilment_shipment"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SHIPMENT.states), name="shipment_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=("dispatched", "delivered"), shipped_at__isnull=False)
                | (~Q(state__in=("dispatched", "delivered")) & Q(shipped_at__isnull=True, shipped_total=0)),
                name="only_dispatched_is_shipped",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="shipment_by_age"),
            models.Index(fields=["state", "made_at"], name="shipment_by_state"),
            models.Index(
                fields=["shipped_at"], name="shipment_by_day", condition=Q(shipped_at__isnull=False)
            ),
            GinIndex(fields=["found_by"], opclasses=["gin_trgm_ops"], name="shipment_search"),
            models.Index(
                fields=["tracking_number"], name="shipment_by_tracking", condition=~Q(tracking_number="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ShipmentLine(models.Model):
    """How much of one order line is in the shipment, in base units.

    `short` was asked but not found: it went back to the order line's promise. `value` is the cost of
    what was shipped, in base currency; returns give back their share of it. `lot_trace`: which lots were looked at
    when it was set aside, and what took or refused them. `weighed`: it is billed by what it weighs, `weight_milli` in
    thousandths of the order line's unit; it does not leave without. `returned_milli` is what of it came back.
    """

    id = models.UUIDField(primary_key=True)
    shipment = models.ForeignKey(Shipment, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    asked = models.BigIntegerField()
    short = models.BigIntegerField(default=0)
    picked = models.BigIntegerField(default=0)
    shipped = models.BigIntegerField(default=0)
    returned = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    lot_trace = models.JSONField(default=dict, db_default={})
    weighed = models.BooleanField(default=False, db_default=False)
    weight_milli = models.BigIntegerField(null=True)
    returned_milli = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "fulfilment_shipment_line"
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "order_line"], name="one_shipment_line_per_order_line"
            ),
            models.CheckConstraint(condition=Q(asked__gt=0), name="shipment_line_asks_something"),
            models.CheckConstraint(
                condition=Q(picked__gte=0) & Q(short__gte=0) & Q(asked__gte=F("picked") + F("short")),
                name="shipment_line_not_overpicked",
            ),
            models.CheckConstraint(
                condition=Q(shipped__gte=0) & Q(shipped__lte=F("picked")),
                name="shipment_line_not_overshipped",
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0) & Q(returned__lte=F("shipped")),
                name="shipment_line_not_overreturned",
            ),
            models.CheckConstraint(
                condition=Q(weight_milli__isnull=True) | Q(weighed=True, weight_milli__gt=0),
                name="shipment_line_weight_positive",
            ),
            models.CheckConstraint(
                condition=Q(weighed=False) | Q(shipped=0) | Q(weight_milli__isnull=False),
                name="weighed_line_leaves_with_its_weight",
            ),
            models.CheckConstraint(
                condition=Q(returned_milli=0)
                | Q(weight_milli__isnull=False, returned_milli__gt=0, returned_milli__lte=F("weight_milli")),
                name="shipment_line_returned_within_weight",
            ),
        ]

    @property
    def weight(self) -> Decimal | None:
        """What it weighs, in the order line's unit; None: not weighed."""
        return None if self.weight_milli is None else shown_weight(self.weight_milli)
