from django.db import models
from django.db.models import Q

from tradepost.domain.purchasing.models.purchase_order import PurchaseOrder, PurchaseOrderLine
from tradepost.domain.purchasing.models.receipt import Receipt


class AnnouncedPackage(models.Model):
    """A pallet or carton that a supplier announced, by its SSCC; `notice` is the number of the despatch advice.

    `receipt` took it in, as a whole. Withdrawn: it will not come, and the number may be announced anew.
    """

    id = models.UUIDField(primary_key=True)
    purchase_order = models.ForeignKey(PurchaseOrder, on_delete=models.PROTECT, related_name="+")
    sscc = models.TextField()
    notice = models.TextField(default="")
    expected_on = models.DateField(null=True)
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_announced_package"
        constraints = [
            models.UniqueConstraint(
                fields=["sscc"], condition=Q(withdrawn_at__isnull=True), name="sscc_is_announced_once"
            ),
            models.CheckConstraint(condition=Q(sscc__regex="^[0-9]{18}$"), name="announced_sscc_is_digits"),
            models.CheckConstraint(
                condition=Q(receipt__isnull=True) | Q(withdrawn_at__isnull=True),
                name="withdrawn_is_not_received",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], name="announced_newest")]

    def __str__(self) -> str:
        return self.sscc

    @property
    def state(self) -> str:
        """expected, received or withdrawn."""
        if self.receipt_id:
            return "received"
        return "withdrawn" if self.withdrawn_at else "expected"


class AnnouncedLine(models.Model):
    """What is in an announced package of one line and lot, base units."""

    id = models.BigAutoField(primary_key=True)
    package = models.ForeignKey(AnnouncedPackage, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    line = models.ForeignKey(PurchaseOrderLine, on_delete=models.PROTECT, related_name="+")
    quantity = models.BigIntegerField()
    lot_code = models.TextField(default="")
    expires_on = models.DateField(null=True)
    best_before_on = models.DateField(null=True)
    supplier_lot = models.TextField(default="")

    class Meta:
        db_table = "purchasing_announced_line"
        constraints = [
            models.UniqueConstraint(fields=["package", "position"], name="one_announced_line_per_position"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="announced_line_has_quantity"),
        ]
