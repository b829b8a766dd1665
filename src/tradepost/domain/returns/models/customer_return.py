from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules.weights import shown_weight
from tradepost.domain.fulfilment.models import ShipmentLine
from tradepost.domain.inventory.models import Lot, Warehouse
from tradepost.domain.parties.models import Customer
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.rules import DISPOSITIONS
from tradepost.domain.sales.models import Order, OrderLine


class Return(models.Model):
    """Goods of one order that a customer sends back. Quantities in base units.

    The totals are summaries of the lines (I7); `value` is the cost of what came back, base currency.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(default=RETURN.initial)
    reason = models.TextField()
    note = models.TextField(default="")
    lines_count = models.IntegerField()
    quantity_total = models.BigIntegerField()
    received_total = models.BigIntegerField(default=0)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()
    authorised_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    inspected_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    rejected_at = models.DateTimeField(null=True)
    rejected_reason = models.TextField(default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "returns_return"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RETURN.states), name="return_state_is_known"),
            models.CheckConstraint(
                condition=Q(received_total=0) | Q(received_at__isnull=False), name="only_received_came_back"
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="return_by_age"),
            models.Index(fields=["state", "made_at"], name="return_by_state"),
        ]

    def __str__(self) -> str:
        return self.number


class ReturnLine(models.Model):
    """How much of one shipment line is to come back (`quantity`) and came back (`received`).

    `disposition` is decided when it is inspected: restock or scrap, empty until then. `value` is the
    share of what the shipped goods cost, in base currency. `weight_milli`: what came back weighs, where it was
    billed by weight, in thousandths of the order line's unit.
    """

    id = models.UUIDField(primary_key=True)
    # `return` is a word of Python.
    customer_return = models.ForeignKey(
        Return, on_delete=models.PROTECT, related_name="+", db_column="return_id", db_index=False
    )
    position = models.IntegerField()
    shipment_line = models.ForeignKey(ShipmentLine, on_delete=models.PROTECT, related_name="+")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    credited = models.BigIntegerField(default=0)
    disposition = models.TextField(default="")
    reason = models.TextField(default="")
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    weight_milli = models.BigIntegerField(null=True)

    class Meta:
        db_table = "returns_return_line"
        constraints = [
            models.UniqueConstraint(
                fields=["customer_return", "shipment_line", "lot"],
                name="one_return_line_per_shipment_line",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="return_line_has_quantity"),
            models.CheckConstraint(
                condition=Q(received__gte=0) & Q(received__lte=F("quantity")),
                name="received_within_authorised",
            ),
            models.CheckConstraint(
                condition=Q(credited__gte=0) & Q(credited__lte=F("received")), name="credited_within_received"
            ),
            models.CheckConstraint(
                condition=Q(disposition__in=("", *DISPOSITIONS)), name="disposition_is_known"
            ),
            models.CheckConstraint(
                condition=Q(weight_milli__isnull=True) | Q(weight_milli__gt=0, received__gt=0),
                name="return_line_weight_positive",
            ),
        ]

    @property
    def weight(self) -> Decimal | None:
        """What came back of it weighs, in the order line's unit; None: not billed by that."""
        return None if self.weight_milli is None else shown_weight(self.weight_milli)
