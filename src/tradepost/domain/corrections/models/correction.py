from django.db import models
from django.db.models import Q

from tradepost.domain.catalog.models import Item
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.rules import ACCOUNTS, KINDS
from tradepost.domain.inventory.models import Lot, Place, Warehouse


class Correction(models.Model):
    """Stock that differs from the books, and why. Its id is that of its posting, so there is one at most.

    The reason stands as it was then. `found_value` and `lost_value` are the worth of the lines at the moving average
    when it was asked for, `value` is what the posting was worth (found less gone).
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    warehouse = models.ForeignKey(Warehouse, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField()
    reason_code = models.TextField()
    reason_name = models.TextField()
    account = models.TextField()
    note = models.TextField(default="")
    state = models.TextField(default=CORRECTION.initial)
    lines_count = models.IntegerField()
    found_value = models.DecimalField(max_digits=18, decimal_places=4)
    lost_value = models.DecimalField(max_digits=18, decimal_places=4)
    value = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    asked_at = models.DateTimeField()
    asked_by_id = models.UUIDField(null=True)
    asked_by = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(default="")
    declined_reason = models.TextField(default="")
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "corrections_correction"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CORRECTION.states), name="correction_state_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="correction_kind_is_known"),
            models.CheckConstraint(
                condition=Q(account__in=[str(account) for account in ACCOUNTS]),
                name="correction_account_is_known",
            ),
            models.CheckConstraint(
                condition=Q(found_value__gte=0, lost_value__gte=0), name="correction_values_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="correction_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="posted") | Q(value=0), name="only_posted_corrections_have_a_value"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], name="correction_by_age"),
            models.Index(fields=["warehouse", "asked_at", "id"], name="correction_by_warehouse"),
            models.Index(fields=["asked_at"], name="correction_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def worth(self) -> object:
        """What it is worth as far as is known: posted, else as it was asked for."""
        return self.value if self.state == "posted" else self.found_value - self.lost_value


class CorrectionLine(models.Model):
    """By how many base units one item and lot differs in one place; `value` is its worth when it was asked for."""

    id = models.BigAutoField(primary_key=True)
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    quantity = models.BigIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        db_table = "corrections_line"
        constraints = [
            models.UniqueConstraint(fields=["correction", "position"], name="correction_line_by_position"),
            models.CheckConstraint(condition=~Q(quantity=0), name="correction_line_differs"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, value__gte=0) | Q(quantity__lt=0, value__lte=0),
                name="correction_line_value_as_its_quantity",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "correction"], name="correction_line_by_item"),
            models.Index(fields=["lot"], name="correction_line_by_lot", condition=Q(lot__isnull=False)),
        ]
