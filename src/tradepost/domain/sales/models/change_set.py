from django.db import models

from tradepost.domain.sales.models.order import Order


class ChangeSet(models.Model):
    """A change of a confirmed order: by whom and why, and what the order came to before and after it.

    Only inside the transaction that wrote it may lines of its order have other prices (I13). Nothing of it changes
    later but the buyer's word. `proposals` say what cannot be undone, and what to do about it.
    Amounts in the order's currency.
    """

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    reason = models.TextField(default="")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    # Of the database: in it, and only in it, the lines of this order are not firm.
    transaction = models.BigIntegerField()
    net_before = models.DecimalField(max_digits=18, decimal_places=4)
    total_before = models.DecimalField(max_digits=18, decimal_places=4)
    net_after = models.DecimalField(max_digits=18, decimal_places=4)
    total_after = models.DecimalField(max_digits=18, decimal_places=4)
    proposals = models.JSONField(default=list)
    # The buyer's word: whether it is wanted, who gave it when and how, and who wrote that down.
    wants_word = models.BooleanField(default=False)
    word_on = models.DateField(null=True)
    word_by = models.TextField(default="")
    word_how = models.TextField(default="")
    word_recorded_by = models.TextField(default="")

    class Meta:
        db_table = "sales_change_set"
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="one_change_per_number"),
            models.CheckConstraint(
                condition=models.Q(word_on__isnull=True) | ~models.Q(word_by=""), name="word_is_somebodys"
            ),
        ]
        indexes = [
            models.Index(
                fields=["order"],
                name="change_wants_word",
                condition=models.Q(wants_word=True, word_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} / {self.number}"


class ChangeOperation(models.Model):
    """What a change did to one line, or to the order itself: what was, and what is, by field."""

    id = models.UUIDField(primary_key=True)
    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="operations")
    position = models.IntegerField()
    kind = models.TextField()
    line_id = models.UUIDField(null=True)
    line_position = models.IntegerField(null=True)
    sku = models.TextField(default="")
    name = models.TextField(default="")
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)

    class Meta:
        db_table = "sales_change_operation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("add", "remove", "change", "order")),
                name="operation_kind_is_known",
            ),
        ]
