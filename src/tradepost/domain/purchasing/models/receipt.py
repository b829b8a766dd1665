from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules.weights import shown_weight
from tradepost.domain.inventory.models import Lot, Place
from tradepost.domain.purchasing.flows import RECEIPT, VARIANCE
from tradepost.domain.purchasing.models.purchase_order import PurchaseOrder, PurchaseOrderLine

VARIANCE_KINDS = ("short", "over", "damaged", "wrong_item", "wrong_price")


class Receipt(models.Model):
    """One delivery as it was counted; `value` in base currency, quantities in base units."""

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    purchase_order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default=RECEIPT.initial)
    delivery_note = models.TextField(default="")
    received_at = models.DateTimeField()
    lines_count = models.IntegerField()
    counted_quantity = models.BigIntegerField()
    damaged_quantity = models.BigIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    is_last = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "purchasing_receipt"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RECEIPT.states), name="receipt_state_is_known"),
            models.CheckConstraint(
                condition=Q(damaged_quantity__gte=0) & Q(damaged_quantity__lte=F("counted_quantity")),
                name="receipt_damaged_was_counted",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="receipt_newest")]

    def __str__(self) -> str:
        return self.number


class ReceiptLine(models.Model):
    """What was counted of one line and lot; never changed.

    `damaged` is part of `counted` and lies in quarantine. `expected` is what was still to come of the
    line; `value` the worth of all counted, in base currency. `weight_milli`: what all counted weighs, in thousandths
    of the order line's unit, where it is paid by that.
    """

    id = models.UUIDField(primary_key=True)
    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()
    line = models.ForeignKey(PurchaseOrderLine, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    expected = models.BigIntegerField()
    counted = models.BigIntegerField()
    damaged = models.BigIntegerField(default=0)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    weight_milli = models.BigIntegerField(null=True)

    class Meta:
        db_table = "purchasing_receipt_line"
        constraints = [
            models.UniqueConstraint(fields=["receipt", "position"], name="one_receipt_line_per_position"),
            models.CheckConstraint(
                condition=Q(counted__gte=0) & Q(expected__gte=0), name="counted_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(damaged__gte=0) & Q(damaged__lte=F("counted")), name="damaged_was_counted"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="receipt_value_not_negative"),
            models.CheckConstraint(
                condition=Q(weight_milli__isnull=True) | Q(weight_milli__gt=0, counted__gt=0),
                name="receipt_weight_is_of_something",
            ),
        ]

    @property
    def weight(self) -> Decimal | None:
        """What all counted weighs, in the order line's unit; None: it is paid by the piece."""
        return None if self.weight_milli is None else shown_weight(self.weight_milli)


class Variance(models.Model):
    """A difference between what was ordered and what came, to be settled with the supplier (base units).

    `reason` is what was said at the dock (wet, torn, not on the truck), `note` how it was settled. `sent_back`: that
    was by damaged goods going back; they are not owed.
    """

    id = models.UUIDField(primary_key=True)
    receipt_line = models.ForeignKey(ReceiptLine, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    quantity = models.BigIntegerField()
    state = models.TextField(default=VARIANCE.initial)
    reason = models.TextField(default="", db_default="")
    note = models.TextField(default="")
    sent_back = models.BooleanField(default=False, db_default=False)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "purchasing_variance"
        constraints = [
            models.UniqueConstraint(fields=["receipt_line", "kind"], name="one_variance_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=VARIANCE_KINDS), name="variance_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=VARIANCE.states), name="variance_state_is_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="variance_has_quantity"),
            models.CheckConstraint(
                condition=Q(sent_back=False) | Q(kind="damaged", state="closed"),
                name="only_damaged_is_sent_back",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="variance_newest")]
