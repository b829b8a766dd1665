from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from tradepost.base.finding import Plain
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory.models.lot import Lot
from tradepost.domain.inventory.models.place import Place


class Posting(models.Model):
    """One happening in stock (a receipt, a shipment, a count) with its moves. Never changed."""

    id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    subject_id = models.UUIDField()
    reason = models.TextField(default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "inventory_posting"
        indexes = [
            models.Index(fields=["subject_id"], name="posting_by_subject"),
            # Few postings have a reason; a search looks at those alone.
            GinIndex(
                OpClass(Plain("reason"), name="gin_trgm_ops"),
                name="posting_reason",
                condition=~models.Q(reason=""),
            ),
        ]


class Move(models.Model):
    """Goods from one place to another: quantity in base units, value in base currency. Never changed.

    `value` is the total of the move, so that sums are exact; a move between two real places of one
    warehouse carries 0. A late cost moves value without goods: its quantity is 0.
    """

    id = models.BigAutoField(primary_key=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    from_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    at = models.DateTimeField()

    class Meta:
        db_table = "inventory_move"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) | models.Q(quantity=0, value__gt=0),
                name="move_has_quantity_or_value",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_place=models.F("to_place")), name="move_goes_somewhere"
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="move_value_not_negative"),
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="move_by_age"),
            models.Index(fields=["item", "at"], name="move_by_item"),
            models.Index(fields=["lot", "at"], name="move_by_lot", condition=models.Q(lot__isnull=False)),
        ]
