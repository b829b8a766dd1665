from django.db import models
from django.db.models import F, Q

from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.transfers.flows import TRANSFER


class Transfer(models.Model):
    """Goods that go from one warehouse to another.

    `open_quantity` are the base units on their way now, `open_value` what they are worth: summaries of its loads (I7).
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    from_warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(default=TRANSFER.initial)
    expected_on = models.DateField()
    note = models.TextField(default="")
    carrier = models.TextField(default="")
    tracking_number = models.TextField(default="")
    lines_count = models.IntegerField(default=0)
    open_quantity = models.BigIntegerField(default=0)
    open_value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "transfers_transfer"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TRANSFER.states), name="transfer_state_is_known"),
            models.CheckConstraint(
                condition=~Q(from_warehouse=F("to_warehouse")), name="transfer_goes_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(open_quantity__gte=0, open_value__gte=0), name="transfer_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="transfer_by_age"),
            models.Index(
                fields=["state", "expected_on"],
                name="transfer_to_do",
                condition=Q(state__in=["draft", "released", "in_transit"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TransferReceipt(models.Model):
    """Somebody took in what arrived of a transfer; what it was says the stock ledger."""

    id = models.UUIDField(primary_key=True)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(default="")
    actor = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "transfers_receipt"
