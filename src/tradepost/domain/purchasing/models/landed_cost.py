from django.db import models
from django.db.models import F, Q

from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing.models.receipt import ReceiptLine
from tradepost.domain.purchasing.rules import BASES, LANDED_KINDS


class LandedCost(models.Model):
    """What it cost beside the price that goods came here: freight, duty, insurance. Never changed.

    `amount` is in `currency`; `value`, at the `rate` of its day, and its parts `to_stock` and `to_cost` (of goods sold)
    are in base currency. One that was a mistake is taken back by another of the opposite amount, which `reverses` it.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    basis = models.TextField()
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    supplier_name = models.TextField(default="")
    reference = models.TextField(default="")
    note = models.TextField(default="")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    rate = models.DecimalField(max_digits=20, decimal_places=10)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    to_stock = models.DecimalField(max_digits=18, decimal_places=4)
    to_cost = models.DecimalField(max_digits=18, decimal_places=4)
    lines_count = models.IntegerField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    made_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_landed_cost"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LANDED_KINDS), name="landed_kind_is_known"),
            models.CheckConstraint(condition=Q(basis__in=BASES), name="landed_basis_is_known"),
            models.CheckConstraint(
                condition=Q(value=F("to_stock") + F("to_cost")), name="landed_value_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount__gt=0) | Q(reverses__isnull=False, amount__lt=0),
                name="landed_amount_is_added_or_taken_back",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="landed_cost_newest")]

    def __str__(self) -> str:
        return self.number


class LandedCostLine(models.Model):
    """The share of one receipt line: by what it was measured, and what of it still lay there. Never changed.

    `quantity` and `lying` are base units, amounts in base currency.
    """

    id = models.BigAutoField(primary_key=True)
    landed_cost = models.ForeignKey(LandedCost, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    receipt_line = models.ForeignKey(ReceiptLine, on_delete=models.PROTECT, related_name="+")
    measure = models.DecimalField(max_digits=24, decimal_places=4)
    share = models.DecimalField(max_digits=18, decimal_places=4)
    quantity = models.BigIntegerField()
    lying = models.BigIntegerField()
    to_stock = models.DecimalField(max_digits=18, decimal_places=4)
    to_cost = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "purchasing_landed_cost_line"
        constraints = [
            models.UniqueConstraint(fields=["landed_cost", "position"], name="one_landed_line_per_position"),
            models.UniqueConstraint(
                fields=["landed_cost", "receipt_line"], name="one_landed_line_per_receipt_line"
            ),
            models.CheckConstraint(
                condition=Q(lying__gte=0) & Q(lying__lte=F("quantity")), name="landed_lying_within_arrived"
            ),
            models.CheckConstraint(
                condition=Q(share=F("to_stock") + F("to_cost")), name="landed_share_goes_somewhere"
            ),
        ]
